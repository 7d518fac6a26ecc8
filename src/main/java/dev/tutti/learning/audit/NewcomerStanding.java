package dev.tutti.learning.audit;

import dev.tutti.words.chat.ModelId;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How far one newcomer is known, as of the last look. {@code since}: of a new version of a model, when it was first served;
 * empty for a model that was never measured. {@code anchors}: drawn, those on their way too; {@code served}: requests.
 */
public record NewcomerStanding(
        ModelId model, Optional<Instant> since, Phase phase, int anchors, AnchorTally tally, int served) {

    /** What it does. */
    public enum Phase {
        /** Answers in the background. */
        ANCHORS,
        /** Waits for labels of these answers. */
        LABELS,
        /** Serves its share of the requests. */
        SERVING,
        /** Waits for a release that has learned from all that. */
        TRAINING;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Phase phase(NewcomerSettings settings, int anchors, int labels, int served) {
        if (anchors < settings.anchors()) {
            return Phase.ANCHORS;
        }
        if (served >= settings.forced()) {
            return Phase.TRAINING;
        }
        return labels < Math.min(settings.labels(), settings.anchors()) ? Phase.LABELS : Phase.SERVING;
    }

    /** Anchors that have a label. */
    public int labels() {
        return tally.anchors().labels();
    }

    /** The mean score of the anchors on requests as they come. */
    public Optional<Double> score() {
        OptionalDouble mean = tally.anchors().mean();
        return mean.isPresent() ? Optional.of(mean.getAsDouble()) : Optional.empty();
    }

    /** Anchors that could be compared with the answer that was served, and how many of them said the same. */
    public int compared() {
        return tally.compared();
    }

    public int agreeing() {
        return tally.agreeing();
    }
}
