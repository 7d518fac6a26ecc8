package dev.tutti.learning.promise;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What every margin brought on the labels of one segment's window, in order from the safest to the cheapest, and what is
 * proved by it at one level. The order must not rest on these labels.
 */
public final class Margins {
    private final List<double[]> scores;
    private final MeanBound bound;
    private final double target;

    /** {@code scores}: of each margin, on the same labels, in an order that was fixed before they were seen. */
    public Margins(List<double[]> scores, MeanBound bound, double target) {
        if (scores.isEmpty()) {
            throw new IllegalArgumentException("there is at least 1 margin, were 0");
        }
        this.scores = List.copyOf(scores);
        this.bound = bound;
        this.target = target;
    }

    /** How many margins are proved, from the safest on. */
    public int proved(double alpha) {
        return from(0, alpha);
    }

    private int from(int proved, double alpha) {
        return FixedSequence.from(proved, scores.size(), scores::get, bound, target, alpha);
    }

    /**
     * How many are proved in each segment so that, with probability {@code alpha} at most, one promise of any of them is
     * broken. Each segment starts with an equal share of the level; what a segment does not need, because all its margins
     * are proved, goes to the others in equal parts (Holm's correction, as Bretz, Maurer, Brannath and Posch 2009 extend
     * it to sequences).
     */
    public static SortedMap<String, Integer> together(SortedMap<String, Margins> segments, double alpha) {
        SortedMap<String, Integer> proved = new TreeMap<>();
        segments.keySet().forEach(segment -> proved.put(segment, 0));
        List<String> open = new ArrayList<>(segments.keySet());
        boolean again = !open.isEmpty();
        while (again) {
            double level = alpha / open.size();
            for (String segment : open) {
                proved.compute(segment, (name, before) -> of(segments, name).from(before == null ? 0 : before, level));
            }
            again = open.removeIf(segment -> proved.getOrDefault(segment, 0)
                            == of(segments, segment).scores.size())
                    && !open.isEmpty();
        }
        return proved;
    }

    private static Margins of(Map<String, Margins> segments, String name) {
        Margins margins = segments.get(name);
        if (margins == null) {
            throw new IllegalArgumentException("no segment " + name);
        }
        return margins;
    }

    /** The mean score of a margin in the window. */
    public double mean(int margin) {
        return Scores.mean(scores.get(margin));
    }

    /** The nearest target that the safest margin proves: its lower bound. Empty without a label. */
    public OptionalDouble certifiable(double alpha) {
        double[] safest = scores.getFirst();
        return safest.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(bound.lower(safest, alpha));
    }

    /**
     * About how many labels would prove the target, were the safest margin's mean to stay: a bound's distance from the
     * mean shrinks with the root of their number. Empty where the mean is not above the target.
     */
    public OptionalLong labelsNeeded(double alpha) {
        double[] safest = scores.getFirst();
        double room = Scores.mean(safest) - target;
        if (safest.length == 0 || room <= 0) {
            return OptionalLong.empty();
        }
        double distance = Scores.mean(safest) - bound.lower(safest, alpha);
        return OptionalLong.of((long) Math.ceil(safest.length * Math.pow(distance / room, 2)));
    }
}
