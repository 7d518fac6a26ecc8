package dev.tutti.words.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** When a cascade has heard enough: data, so that a plan can be stored, compared and replayed. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "rule")
@JsonSubTypes({
    @JsonSubTypes.Type(value = StopRule.Agreement.class, name = "agreement"),
    @JsonSubTypes.Type(value = StopRule.Regression.class, name = "regression")
})
public sealed interface StopRule {

    /** {@link IllegalArgumentException} when the rule is not for a cascade of that many steps. */
    void requireSteps(int steps);

    String notation();

    /** Stop as soon as that many answers are equal. */
    record Agreement(int answers) implements StopRule {
        public Agreement {
            if (answers < 2) {
                throw new IllegalArgumentException("an agreement takes at least 2 answers, was " + answers);
            }
        }

        @Override
        public void requireSteps(int steps) {
            if (answers > steps) {
                throw new IllegalArgumentException(answers + " answers cannot agree in " + steps + " steps");
            }
        }

        @Override
        public String notation() {
            return "stop when " + answers + " agree";
        }
    }

    /**
     * Stopping by regression (Longstaff and Schwartz 2001): after step i (counted from 0; the last step needs none) go on
     * while {@code continuation.get(i)} of the evidence is above 0. {@code evidenceVersion} names the meaning of the
     * weights; {@code mu} is the price of a dollar in quality that it was fitted for, in score per USD.
     */
    record Regression(@JsonProperty("evidence_version") int evidenceVersion, double mu, List<Linear> continuation)
            implements StopRule {
        public Regression {
            continuation = List.copyOf(continuation);
            if (!(mu >= 0) || Double.isInfinite(mu)) {
                throw new IllegalArgumentException("mu is 0 or more and finite, was " + mu);
            }
        }

        @Override
        public void requireSteps(int steps) {
            if (continuation.size() != steps - 1) {
                throw new IllegalArgumentException("a stop rule for " + steps + " steps has " + (steps - 1)
                        + " continuation values, had " + continuation.size());
            }
        }

        @Override
        public String notation() {
            return "learned, mu " + mu + ", #" + Integer.toHexString(continuation.hashCode());
        }
    }

    /** {@code intercept + weights . evidence}: the value of going on, in score, net of its cost. All numbers finite. */
    record Linear(double intercept, List<Double> weights) {
        public Linear {
            weights = List.copyOf(weights);
            if (!Double.isFinite(intercept) || !weights.stream().allMatch(Double::isFinite)) {
                throw new IllegalArgumentException(
                        "a linear rule has finite numbers, was " + intercept + " " + weights);
            }
        }

        /** {@link IllegalArgumentException} when the evidence has another length than the weights. */
        public double of(double[] evidence) {
            if (evidence.length != weights.size()) {
                throw new IllegalArgumentException(
                        "the rule weighs " + weights.size() + " numbers of evidence, got " + evidence.length);
            }
            double sum = intercept;
            for (int i = 0; i < evidence.length; i++) {
                sum += weights.get(i) * evidence[i];
            }
            return sum;
        }

        /** The same rule with a part that depends on the prompt alone folded into its intercept. */
        public Linear shifted(double by) {
            return new Linear(intercept + by, weights);
        }
    }
}
