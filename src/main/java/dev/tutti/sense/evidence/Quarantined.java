package dev.tutti.sense.evidence;

import java.time.Instant;

/**
 * A model that is no proposer from {@code since} up to {@code until}, and the evidence: of the answers that its removal
 * changed, so many became better and so many worse.
 */
public record Quarantined(Instant since, Instant until, int better, int worse) {
    public Quarantined {
        if (until.isBefore(since)) {
            throw new IllegalArgumentException("a quarantine ends after it began, was " + since + " to " + until);
        }
    }

    public boolean holds(Instant now) {
        return !now.isBefore(since) && now.isBefore(until);
    }
}
