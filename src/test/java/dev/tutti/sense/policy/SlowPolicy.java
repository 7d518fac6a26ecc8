package dev.tutti.sense.policy;

import java.util.ArrayList;
import java.util.List;

/** The policy in the slow obvious way: loops, and for best_gain a real climb of the hull. */
final class SlowPolicy {
    private SlowPolicy() {}

    static int champion(List<Candidate> plans, Targets targets, double minGain) {
        List<Integer> fitting = new ArrayList<>();
        List<Integer> reaching = new ArrayList<>();
        for (int i = 0; i < plans.size(); i++) {
            Candidate c = plans.get(i);
            if (c.forecast().costReserved().picos() <= targets.maxCost().picos()
                    && c.forecast().latencyP95().toNanos()
                            <= targets.maxLatency().toNanos()) {
                fitting.add(i);
                if (c.prediction().lower() >= targets.quality()) {
                    reaching.add(i);
                }
            }
        }
        if (fitting.isEmpty()) {
            return -1;
        }
        if (!reaching.isEmpty()) {
            return cheapest(plans, reaching);
        }
        return switch (targets.whenInfeasible()) {
            case REJECT -> -1;
            case CHEAPEST -> cheapest(plans, fitting);
            case MAX_QUALITY -> best(plans, fitting);
            case BEST_GAIN -> climb(plans, fitting, minGain);
        };
    }

    private static int cheapest(List<Candidate> plans, List<Integer> among) {
        int found = among.getFirst();
        for (int i : among) {
            found = cost(plans, i) < cost(plans, found)
                            || (cost(plans, i) == cost(plans, found)
                                    && (quality(plans, i) > quality(plans, found)
                                            || (quality(plans, i) == quality(plans, found)
                                                    && latency(plans, i) < latency(plans, found))))
                    ? i
                    : found;
        }
        return found;
    }

    private static int best(List<Candidate> plans, List<Integer> among) {
        int found = among.getFirst();
        for (int i : among) {
            found = quality(plans, i) > quality(plans, found)
                            || (quality(plans, i) == quality(plans, found)
                                    && (cost(plans, i) < cost(plans, found)
                                            || (cost(plans, i) == cost(plans, found)
                                                    && latency(plans, i) < latency(plans, found))))
                    ? i
                    : found;
        }
        return found;
    }

    /** From the cheapest always to the steepest dearer one, of equally steep ones the nearest, while steep enough. */
    private static int climb(List<Candidate> plans, List<Integer> among, double minGain) {
        int at = cheapest(plans, among);
        while (true) {
            int next = -1;
            double steepest = minGain;
            for (int i : among) {
                double gain = (quality(plans, i) - quality(plans, at)) / ((cost(plans, i) - cost(plans, at)) / 1e12);
                if (cost(plans, i) > cost(plans, at) && gain > steepest) {
                    steepest = gain;
                    next = i;
                } else if (next >= 0
                        && cost(plans, i) == cost(plans, next)
                        && gain == steepest
                        && latency(plans, i) < latency(plans, next)) {
                    next = i;
                }
            }
            if (next < 0) {
                return at;
            }
            at = next;
        }
    }

    private static long cost(List<Candidate> plans, int i) {
        return plans.get(i).forecast().cost().picos();
    }

    private static double quality(List<Candidate> plans, int i) {
        return plans.get(i).prediction().quality();
    }

    private static long latency(List<Candidate> plans, int i) {
        return plans.get(i).forecast().latency().toNanos();
    }
}
