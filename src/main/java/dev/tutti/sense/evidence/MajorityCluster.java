package dev.tutti.sense.evidence;

import java.util.ArrayList;
import java.util.List;

/**
 * Cluster and filter: proposals cut into two clusters, of which the larger is aggregated, so that one deceptive proposer
 * does not steer the answer (arXiv 2503.05856). One cluster forms around the proposal that is nearest to all, the other
 * around the one farthest from it, of equally far ones the one with most company. What is as near to one as to the other
 * joins neither, so that answers which nobody shares do not swell the cluster of whoever spoke first.
 */
public final class MajorityCluster {
    private static final double UNLIKE = 1;
    private static final double UNRELATED_BITS = 32;

    private MajorityCluster() {}

    /**
     * The indices to keep, ascending, at least half: flawed proposals are left out first (unless all are flawed: then all
     * that are not empty stay). Then a cluster of more than half is kept alone; else the smaller cluster is left out. Of two
     * clusters of one size both stay, and so do all when nobody can say which of several lonely answers is the odd one.
     */
    public static List<Integer> keep(List<AnswerSketch> proposals) {
        List<Integer> sound = indices(proposals, true);
        if (sound.isEmpty()) {
            return indices(proposals, false);
        }
        int one = centre(proposals, sound);
        int other = farthest(proposals, sound, one);
        List<Integer> nearOne = nearer(proposals, sound, one, other);
        List<Integer> nearOther = nearer(proposals, sound, other, one);
        List<Integer> larger = nearOne.size() > nearOther.size() ? nearOne : nearOther;
        if (larger.size() * 2 > sound.size()) {
            return larger;
        }
        List<Integer> kept = new ArrayList<>(sound);
        if (nearOne.size() != nearOther.size() && farthestAlone(proposals, sound, one, other)) {
            kept.removeAll(larger.equals(nearOne) ? nearOther : nearOne);
        }
        return List.copyOf(kept);
    }

    private static List<Integer> nearer(List<AnswerSketch> proposals, List<Integer> among, int to, int than) {
        return among.stream()
                .filter(i -> apart(proposals, i, to) < apart(proposals, i, than))
                .toList();
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

    /** The one with the least sum of distances to all, the earliest of equals. */
    private static int centre(List<AnswerSketch> proposals, List<Integer> among) {
        int centre = among.getFirst();
        for (int i : among) {
            centre = remoteness(proposals, among, i) < remoteness(proposals, among, centre) ? i : centre;
        }
        return centre;
    }

    private static int farthest(List<AnswerSketch> proposals, List<Integer> among, int from) {
        int farthest = among.getFirst();
        for (int i : among) {
            farthest = farther(proposals, among, from, i, farthest) > 0 ? i : farthest;
        }
        return farthest;
    }

    /** Whether no other answer is as far away with as much company. */
    private static boolean farthestAlone(List<AnswerSketch> proposals, List<Integer> among, int from, int farthest) {
        return among.stream()
                .noneMatch(i -> apart(proposals, i, farthest) > 0 && farther(proposals, among, from, i, farthest) == 0);
    }

    /** Above 0 when a is farther away than b, or as far with more company. */
    private static int farther(List<AnswerSketch> proposals, List<Integer> among, int from, int a, int b) {
        int order = Double.compare(apart(proposals, a, from), apart(proposals, b, from));
        return order != 0 ? order : Double.compare(remoteness(proposals, among, b), remoteness(proposals, among, a));
    }

    private static double remoteness(List<AnswerSketch> proposals, List<Integer> among, int of) {
        return among.stream().mapToDouble(i -> apart(proposals, i, of)).sum();
    }

    private static double apart(List<AnswerSketch> proposals, int a, int b) {
        return distance(proposals.get(a), proposals.get(b));
    }

    /** 0 to 1: 0 for answers that agree; of two long ones the share of the bits in which unrelated texts differ; else 1. */
    static double distance(AnswerSketch a, AnswerSketch b) {
        if (Agreement.agree(a, b)) {
            return 0;
        }
        boolean texts = !a.brief() && !b.brief();
        return texts ? Math.min(UNLIKE, Agreement.bitsApart(a, b) / UNRELATED_BITS) : UNLIKE;
    }
}
