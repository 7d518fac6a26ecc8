package dev.tutti.sense.evidence;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * A model that is no proposer from {@code since} up to {@code until}, and why. The evidence of bad influence: of the answers
 * that its removal changed, so many became better and so many worse.
 */
public record Quarantined(Instant since, Instant until, int better, int worse, Reason reason) {
    /** What a model is left out for. */
    public enum Reason {
        INFLUENCE,
        OVERSPEND;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Quarantined {
        if (until.isBefore(since)) {
            throw new IllegalArgumentException("a quarantine ends after it began, was " + since + " to " + until);
        }
    }

    public Quarantined(Instant since, Instant until, int better, int worse) {
        this(since, until, better, worse, Reason.INFLUENCE);
    }

    /** For writing more than was allowed. */
    public static Quarantined overspent(Instant at, Duration length) {
        return new Quarantined(at, at.plus(length), 0, 0, Reason.OVERSPEND);
    }

    public boolean holds(Instant now) {
        return !now.isBefore(since) && now.isBefore(until);
    }

    /** The same, over at that moment. */
    Quarantined endedAt(Instant end) {
        return new Quarantined(since, end, better, worse, reason);
    }
}
