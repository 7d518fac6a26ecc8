package dev.tutti.words.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.Optional;

/** When a cascade has heard enough, and whom it asks next: data, so that a plan can be stored, compared and replayed. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "rule")
@JsonSubTypes({
    @JsonSubTypes.Type(value = StopRule.Agreement.class, name = "agreement"),
    @JsonSubTypes.Type(value = StopRule.NextCall.class, name = "next-call")
})
public sealed interface StopRule {

    /** {@link IllegalArgumentException} when the rule is not for a cascade that asks in that many steps. */
    void requireSteps(int steps);

    String notation();

    /** Stop as soon as that many answers are equal, or the leading one is enough by itself. */
    record Agreement(
            int answers,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Alone> alone) implements StopRule {
        public Agreement {
            if (answers < 2) {
                throw new IllegalArgumentException("an agreement takes at least 2 answers, was " + answers);
            }
        }

        /** No answer is enough by itself. */
        public Agreement(int answers) {
            this(answers, Optional.empty());
        }

        @Override
        public void requireSteps(int steps) {
            if (answers > steps) {
                throw new IllegalArgumentException(answers + " answers cannot agree in " + steps + " calls");
            }
        }

        @Override
        public String notation() {
            return "stop when " + answers + " agree"
                    + alone.map(Alone::notation).orElse("");
        }
    }

    /**
     * When one answer is enough, by any of what is set: {@code verified}, the verifier of its task accepts it;
     * {@code logprob}, the mean natural log-probability of its tokens is at least that, which makes the plan ask for
     * log-probabilities where a model can give them.
     */
    record Alone(boolean verified, Optional<Double> logprob) {
        public Alone {
            if (logprob.filter(least -> !(least <= 0) || Double.isInfinite(least))
                    .isPresent()) {
                throw new IllegalArgumentException(
                        "a mean log-probability is finite and at most 0, was " + logprob.get());
            }
            if (!verified && logprob.isEmpty()) {
                throw new IllegalArgumentException("one answer is enough when it is verified, or of some logprob");
            }
        }

        private String notation() {
            return (verified ? " or one is verified" : "")
                    + logprob.map(least -> " or one has a log-probability of " + least)
                            .orElse("");
        }
    }

    /**
     * The learned value of the next call (optimal stopping as in Longstaff and Schwartz 2001, with a choice of what is asked
     * next): of the branches that start from the steps asked so far, the one with the highest gain is taken while that is
     * above 0. {@code evidenceVersion} names the meaning of the weights; {@code name} is the rule's own in the release it
     * comes from; {@code mu} is the price of a dollar in quality that it was fitted for, in score per USD. Where there is
     * a hearing for the steps asked, it weighs their answers; else the plan's {@link Reliability} does.
     */
    record NextCall(
            @JsonProperty("evidence_version") int evidenceVersion,
            String name,
            double mu,
            List<Branch> branches,
            @JsonSetter(nulls = Nulls.AS_EMPTY) List<Hearing> hearings)
            implements StopRule {
        public NextCall {
            branches = List.copyOf(branches);
            hearings = List.copyOf(hearings);
            if (!(mu >= 0) || Double.isInfinite(mu)) {
                throw new IllegalArgumentException("mu is 0 or more and finite, was " + mu);
            }
        }

        /** A rule that weighs voices by the plan's reliability alone. */
        public NextCall(int evidenceVersion, String name, double mu, List<Branch> branches) {
            this(evidenceVersion, name, mu, branches, List.of());
        }

        @Override
        public void requireSteps(int steps) {
            for (Hearing hearing : hearings) {
                requireRising(hearing.asked());
                if (hearing.asked().getLast() >= steps) {
                    throw new IllegalArgumentException(
                            "a rule for " + steps + " steps counts them from 0, heard " + hearing.asked());
                }
            }
            for (Branch branch : branches) {
                if (branch.next() >= steps || branch.asked().getLast() >= steps) {
                    throw new IllegalArgumentException("a rule for " + steps + " steps counts them from 0, had "
                            + branch.asked() + " then " + branch.next());
                }
            }
        }

        @Override
        public String notation() {
            return "learned " + name + ", mu " + mu;
        }
    }

    /**
     * One call that may follow: when exactly the steps {@code asked} (counted from 0, rising) have been asked, step
     * {@code next} brings {@code gain}, in score, net of its cost and of all that follows.
     */
    record Branch(List<Integer> asked, int next, Linear gain) {
        public Branch {
            asked = List.copyOf(asked);
            if (asked.isEmpty() || next < 0 || asked.contains(next)) {
                throw new IllegalArgumentException(
                        "a branch goes from steps asked to one that was not, was " + asked + " then " + next);
            }
            requireRising(asked);
        }
    }

    private static void requireRising(List<Integer> asked) {
        for (int i = 0; i < asked.size(); i++) {
            if (asked.get(i) < (i == 0 ? 0 : asked.get(i - 1) + 1)) {
                throw new IllegalArgumentException("the steps asked are counted from 0 and rise, were " + asked);
            }
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
    }
}
