package dev.tutti.words.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;

/**
 * How the answers of exactly the steps {@code asked} (counted from 0, rising) are weighed together: {@code voices} in the
 * order of {@code asked}. The odds of each different answer being right are the exponential of the sum of the weights of
 * those who gave it, those of none of them being right the exponential of {@code none} (a conditional logit, McFadden
 * 1974).
 */
public record Hearing(List<Integer> asked, double none, List<Voice> voices) {
    public Hearing {
        asked = List.copyOf(asked);
        voices = List.copyOf(voices);
        if (asked.isEmpty() || voices.size() != asked.size() || !Double.isFinite(none)) {
            throw new IllegalArgumentException("a hearing has a voice for each step asked and a finite none, had "
                    + voices.size() + " for " + asked + " and " + none);
        }
    }

    /**
     * What a voice weighs, by the length of its answer: the weight at each of the {@link #KNOTS} of log2(tokens + 1), a
     * straight line in between, constant beyond. Who writes much more or less than usual is often wrong.
     */
    public record Voice(@JsonValue List<Double> weights) {
        /** Where the weights stand: answers of 3 to 724 tokens. */
        private static final double[] KNOTS = {2, 3, 4, 5, 6, 7, 8, 9.5};

        /** How many weights a voice has. */
        public static final int KNOT_COUNT = KNOTS.length;

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        public Voice {
            weights = List.copyOf(weights);
            if (weights.size() != KNOTS.length || !weights.stream().allMatch(Double::isFinite)) {
                throw new IllegalArgumentException("a voice has " + KNOTS.length + " finite weights, was " + weights);
            }
        }

        /** What an answer of so many tokens weighs. */
        public double of(long tokens) {
            Place place = Place.of(tokens);
            return weights.get(place.knot()) * (1 - place.beyond()) + weights.get(place.knot() + 1) * place.beyond();
        }
    }

    /** Where a length stands among the knots: {@code beyond}, of 0 to 1, of the way from {@code knot} to the next. */
    public record Place(int knot, double beyond) {
        public static Place of(long tokens) {
            double[] knots = Voice.KNOTS;
            double length = Math.clamp(
                    StrictMath.log(Math.max(0, tokens) + 1.0) / StrictMath.log(2), knots[0], knots[knots.length - 1]);
            int knot = 0;
            while (knot < knots.length - 2 && length >= knots[knot + 1]) {
                knot++;
            }
            return new Place(knot, (length - knots[knot]) / (knots[knot + 1] - knots[knot]));
        }
    }
}
