package dev.tutti.learning.rollout;

import dev.tutti.memory.outcome.EndingKind;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.sense.policy.Candidate;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * How the run of a plan went, but for its score: whether it was degraded or failed, and its cost and its time as multiples
 * of what the router had told, where it had told any; none counts for more than {@value #MOST_RATIO}.
 */
record Went(boolean failed, OptionalDouble cost, OptionalDouble latency) {
    static final double MOST_RATIO = 4;

    static Went of(OutcomeRow row) {
        return new Went(
                row.ending() != EndingKind.ANSWERED,
                ratio(
                        row,
                        row.cost().toDouble(),
                        candidate -> candidate.forecast().cost().toDouble()),
                ratio(
                        row,
                        seconds(row.latency()),
                        candidate -> seconds(candidate.forecast().latency())));
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1e3;
    }

    /** The same as a failure. */
    Went inVain() {
        return new Went(true, cost, latency);
    }

    /** The chosen one is the one that was not rejected: of learned plans a row keeps too little to compare them. */
    private static OptionalDouble ratio(OutcomeRow row, double came, ToDoubleFunction<Candidate> told) {
        return row.receipt().candidates().stream()
                .filter(candidate -> candidate.rejected().isEmpty())
                .mapToDouble(told)
                .filter(expected -> expected > 0)
                .map(expected -> Math.min(MOST_RATIO, came / expected))
                .findFirst();
    }
}
