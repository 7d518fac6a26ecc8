package dev.tutti.sense.policy;

import dev.tutti.words.plan.WhenInfeasible;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/** Which plan to run when none is expected to reach the target; all given ones fit the budgets. Ties go to the earlier. */
final class Fallback {
    private Fallback() {}

    /** Empty for {@code reject}. */
    static OptionalInt of(List<Candidate> all, List<Integer> affordable, WhenInfeasible how, double minGainPerUsd) {
        return switch (how) {
            case BEST_GAIN -> OptionalInt.of(bestGain(all, affordable, minGainPerUsd));
            case MAX_QUALITY -> OptionalInt.of(best(all, affordable));
            case CHEAPEST -> OptionalInt.of(cheapest(all, affordable));
            case REJECT -> OptionalInt.empty();
        };
    }

    /** Least expected cost; of equal ones the better, then the faster. */
    static int cheapest(List<Candidate> all, List<Integer> among) {
        return first(
                among,
                Comparator.<Integer>comparingLong(i -> cost(all, i))
                        .thenComparingDouble(i -> -quality(all, i))
                        .thenComparing(i -> all.get(i).forecast().latency()));
    }

    private static int best(List<Candidate> all, List<Integer> among) {
        return first(
                among,
                Comparator.<Integer>comparingDouble(i -> -quality(all, i))
                        .thenComparingLong(i -> cost(all, i))
                        .thenComparing(i -> all.get(i).forecast().latency()));
    }

    /**
     * Where a climb of the upper hull of (cost, predicted quality) ends when a step must buy more than that much quality a
     * dollar. That point is the one of the largest {@code quality - gain x cost}, so no hull is built.
     */
    static int bestGain(List<Candidate> all, List<Integer> among, double minGainPerUsd) {
        return first(
                among,
                Comparator.<Integer>comparingDouble(i ->
                                minGainPerUsd * all.get(i).forecast().cost().toDouble() - quality(all, i))
                        .thenComparingLong(i -> cost(all, i))
                        .thenComparing(i -> all.get(i).forecast().latency()));
    }

    private static int first(List<Integer> among, Comparator<Integer> order) {
        return among.stream()
                .min(order.thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
    }

    private static long cost(List<Candidate> all, int i) {
        return all.get(i).forecast().cost().picos();
    }

    private static double quality(List<Candidate> all, int i) {
        return all.get(i).prediction().forChoice().quality();
    }
}
