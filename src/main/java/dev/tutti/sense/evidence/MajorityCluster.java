package dev.tutti.sense.evidence;

import java.util.ArrayList;
import java.util.List;

/**
 * Cluster and filter: proposals cut into two clusters, of which the larger is aggregated, so that one deceptive proposer
 * does not steer the answer (arXiv 2503.05856). Seeds are the two that differ most; each other joins the nearer.
 */
public final class MajorityCluster {
    private static final double UNLIKE = 1;

    private MajorityCluster() {}

    /**
     * The indices to keep, ascending: flawed proposals are left out first (unless all are flawed: then all that are not
     * empty stay), then the smaller cluster; of two clusters of one size both stay.
     */
    public static List<Integer> keep(List<AnswerSketch> proposals) {
        List<Integer> sound = indices(proposals, true);
        if (sound.isEmpty()) {
            return indices(proposals, false);
        }
        int[] seeds = farthest(proposals, sound);
        if (seeds.length == 0) {
            return sound;
        }
        List<Integer> one = new ArrayList<>();
        List<Integer> other = new ArrayList<>();
        for (int i : sound) {
            double toOne = distance(proposals.get(i), proposals.get(seeds[0]));
            double toOther = distance(proposals.get(i), proposals.get(seeds[1]));
            (toOne <= toOther && i != seeds[1] ? one : other).add(i);
        }
        if (one.size() == other.size()) {
            return sound;
        }
        return List.copyOf(one.size() > other.size() ? one : other);
    }

    private static List<Integer> indices(List<AnswerSketch> proposals, boolean sound) {
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < proposals.size(); i++) {
            Flaw flaw = proposals.get(i).flaw();
            if (flaw == Flaw.NONE || (!sound && flaw != Flaw.EMPTY)) {
                kept.add(i);
            }
        }
        return List.copyOf(kept);
    }

    /** The pair with the largest distance, the earliest of equal ones; none when all say the same. */
    private static int[] farthest(List<AnswerSketch> proposals, List<Integer> among) {
        int[] pair = {};
        double largest = 0;
        for (int a : among) {
            for (int b : among) {
                double distance = a < b ? distance(proposals.get(a), proposals.get(b)) : 0;
                if (distance > largest) {
                    largest = distance;
                    pair = new int[] {a, b};
                }
            }
        }
        return pair;
    }

    /** 0 to 1: 0 for answers that agree, 1 for different short answers, else the share of different bits. */
    static double distance(AnswerSketch a, AnswerSketch b) {
        if (Agreement.agree(a, b)) {
            return 0;
        }
        return a.brief() && b.brief() ? UNLIKE : Agreement.bitsApart(a, b) / (double) Long.SIZE;
    }
}
