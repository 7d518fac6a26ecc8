package dev.tutti.memory.modelstore;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * From raw predictions to expected scores: a curve for each plan with labels enough, and one pooled over all plans of a
 * world for the others. Its JSON form is {@code calibration.json} of a release.
 */
public record Calibration(SortedMap<String, Curve> plans, SortedMap<World, Curve> pooled) {
    public static final Calibration NONE = new Calibration(new TreeMap<>(), new TreeMap<>());

    public Calibration {
        plans = Collections.unmodifiableSortedMap(new TreeMap<>(plans));
        pooled = Collections.unmodifiableSortedMap(new TreeMap<>(pooled));
    }

    /** The curve that holds for a plan. */
    public Curve curve(World world, String notation) {
        Curve own = plans.get(notation);
        return own != null ? own : pooled.getOrDefault(world, Curve.IDENTITY);
    }

    /** A map from [0,1] to [0,1] that never falls: linear between its points, level outside them. */
    public record Curve(List<Double> from, List<Double> to) {
        public static final Curve IDENTITY = new Curve(List.of(0.0, 1.0), List.of(0.0, 1.0));

        public Curve {
            from = List.copyOf(from);
            to = List.copyOf(to);
            if (from.isEmpty() || from.size() != to.size()) {
                throw new IllegalArgumentException(
                        "a curve has points, each with two numbers, had " + from + ", " + to);
            }
            requireRising("from", from, true);
            requireRising("to", to, false);
        }

        private static void requireRising(String side, List<Double> values, boolean strictly) {
            for (int i = 0; i < values.size(); i++) {
                double value = values.get(i);
                boolean falls = i > 0 && (strictly ? value <= values.get(i - 1) : value < values.get(i - 1));
                if (!(value >= 0 && value <= 1) || falls) {
                    throw new IllegalArgumentException("a curve's " + side + " is 0 to 1 and rises, was " + values);
                }
            }
        }

        public double of(double raw) {
            int last = from.size() - 1;
            if (raw <= from.getFirst()) {
                return to.getFirst();
            }
            if (raw >= from.get(last)) {
                return to.get(last);
            }
            int found = Collections.binarySearch(from, raw);
            if (found >= 0) {
                return to.get(found);
            }
            int above = -found - 1;
            double share = (raw - from.get(above - 1)) / (from.get(above) - from.get(above - 1));
            return to.get(above - 1) + share * (to.get(above) - to.get(above - 1));
        }
    }
}
