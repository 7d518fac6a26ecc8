package dev.tutti.words.plan;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How a number of samples grows with disagreement, after Adaptive-Consistency (arXiv 2305.11860): {@code least} samples
 * at once, then more, until the leading answer will still lead when all that the plan allows are in, with a probability
 * of at least {@code confidence}. 2 or more samples; a confidence above 0.5, at most 1.
 *
 * <p>The probability is that of the paper's Beta approximation, carried on to the last sample: the leader's share against
 * the runner-up is Beta(leading + 1, following + 1), and every sample still to come is taken to go to one of the two.
 * Unlike the paper's, which asks who leads among infinitely many, it knows that there is a last sample: four of six that
 * agree are enough at any confidence. The same uniform prior, before any sample, gives what the plan is expected to cost.
 */
public record Adaptive(int least, double confidence) {
    public static final int LEAST = 2;
    public static final int MOST = 8;
    public static final double CONFIDENCE = 0.95;
    /** What is offered where nobody says otherwise. */
    public static final Adaptive STANDARD = new Adaptive(LEAST, CONFIDENCE);

    /** Of the standard rule, for its least number of samples and more: decisions ask for them again and again. */
    private static final List<Growth> STANDARD_GROWTH = IntStream.rangeClosed(LEAST, SelfMoa.MOST_SAMPLES)
            .mapToObj(most -> Growth.of(STANDARD, most))
            .toList();

    public Adaptive {
        if (least < 2) {
            throw new IllegalArgumentException("adaptive samples begin with at least 2, was " + least);
        }
        if (!(confidence > 0.5 && confidence <= 1)) {
            throw new IllegalArgumentException("a confidence is above 0.5 and at most 1, was " + confidence);
        }
    }

    /**
     * What the samples so far say: how many gave the leading answer, how many the next one, and whether the leading one
     * was there first, so that it wins a tie.
     */
    public record Lead(int leading, int following, boolean first) {
        /** No sample has an answer. */
        public static final Lead NONE = new Lead(0, 0, true);

        Lead plus(int agreeing) {
            return new Lead(leading + agreeing, following, first);
        }
    }

    /**
     * How many samples to ask for at once of so many that are left; 0 when it is enough. Never more than must come in any
     * case before it can be enough, so nothing is asked for in vain.
     */
    public int more(Lead lead, int left) {
        int more = 0;
        while (more < left && staying(lead.plus(more), left - more) < confidence) {
            more++;
        }
        return more;
    }

    /** The probability, 0 to 1, that the leading answer leads when so many more are in. */
    public static double staying(Lead lead, int left) {
        int behind = lead.following() - lead.leading() + left + (lead.first() ? 0 : 1);
        int needed = Math.max(0, Math.ceilDiv(behind, 2));
        return needed == 0 ? 1 : BetaBinomial.atLeast(needed, left, lead.leading() + 1, lead.following() + 1);
    }

    /** What is expected of at most so many samples. */
    public Growth growth(int most) {
        int place = most - LEAST;
        return equals(STANDARD) && place < STANDARD_GROWTH.size() ? STANDARD_GROWTH.get(place) : Growth.of(this, most);
    }

    void requirePlan(String strategy, int most, Aggregation aggregation) {
        if (least > most) {
            throw new IllegalArgumentException(
                    strategy + " asks at most " + most + " samples, the least of its adaptive ones was " + least);
        }
        if (aggregation instanceof Aggregation.Vote(Reliability(var weights)) && !weights.isEmpty()) {
            throw new IllegalArgumentException(strategy
                    + " with adaptive samples counts heads, its vote had weights for " + List.copyOf(weights.keySet()));
        }
    }

    String notation() {
        return " from " + least + " until " + confidence + " sure";
    }
}
