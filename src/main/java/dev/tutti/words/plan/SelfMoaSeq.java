package dev.tutti.words.plan;

import dev.tutti.words.chat.ModelId;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Samples of one model taken in windows: the running best and new samples are synthesised, again and again, so any
 * number of samples fits any context (arXiv 2502.00674, section 5). {@code reserved} of the {@code window} places hold
 * the running best; 2 to 1,000 samples: a bound against a slip of the pen, since cost and time only grow with their number
 * and the ledger and the deadline end what does not fit.
 */
public record SelfMoaSeq(ModelId model, int samples, int window, int reserved, ModelId aggregator) implements Plan {
    public static final int MOST_SAMPLES = 1_000;

    public SelfMoaSeq {
        if (samples < 2 || samples > MOST_SAMPLES) {
            throw new IllegalArgumentException("self-moa-seq takes 2 to " + MOST_SAMPLES + " samples, was " + samples);
        }
        if (window < 2 || reserved < 1 || reserved >= window) {
            throw new IllegalArgumentException(
                    "self-moa-seq keeps 1 to window - 1 places of a window of at least 2, was " + reserved + " of "
                            + window);
        }
    }

    @Override
    public Strategy strategy() {
        return Strategy.SELF_MOA_SEQ;
    }

    @Override
    public SortedSet<ModelId> models() {
        return new TreeSet<>(List.of(model, aggregator));
    }

    /** How many syntheses end it: one for the first window, then one for each {@code window - reserved} new samples. */
    public int rounds() {
        int later = Math.max(0, samples - window);
        int fresh = window - reserved;
        return 1 + (later + fresh - 1) / fresh;
    }

    @Override
    public String notation() {
        return "self-moa-seq(" + samples + " x " + model + " in " + window + "/" + reserved + " | synthesise by "
                + aggregator + ")";
    }
}
