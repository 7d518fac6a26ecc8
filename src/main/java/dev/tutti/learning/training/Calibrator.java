package dev.tutti.learning.training;

import dev.tutti.memory.modelstore.Calibration;
import dev.tutti.memory.modelstore.World;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Fits the calibration to held-out, randomly sampled labels: isotonic from 1,000 labels of a plan on, Platt's two
 * parameters from 100 on, below that the curve pooled over all plans of the world.
 */
final class Calibrator {
    private static final int LABELS_FOR_ISOTONIC = 1000;
    private static final int LABELS_FOR_OWN = 100;
    private static final int LABELS_FOR_POOLED = 30;

    private Calibrator() {}

    /** A held-out label beside what was predicted, before calibration, for the plan it scored. */
    record Scored(World world, String notation, double raw, double score, double weight) {}

    static Calibration fit(List<Scored> heldOut) {
        SortedMap<String, Calibration.Curve> plans = new TreeMap<>();
        heldOut.stream()
                .collect(Collectors.groupingBy(Scored::notation, TreeMap::new, Collectors.toList()))
                .forEach(
                        (notation, rows) -> curve(rows, LABELS_FOR_OWN).ifPresent(curve -> plans.put(notation, curve)));
        SortedMap<World, Calibration.Curve> pooled = new TreeMap<>();
        Map<World, List<Scored>> worlds = heldOut.stream().collect(Collectors.groupingBy(Scored::world));
        worlds.forEach((world, rows) -> curve(rows, LABELS_FOR_POOLED).ifPresent(curve -> pooled.put(world, curve)));
        return new Calibration(plans, pooled);
    }

    private static Optional<Calibration.Curve> curve(List<Scored> rows, int least) {
        if (rows.size() < least) {
            return Optional.empty();
        }
        return Optional.of(rows.size() < LABELS_FOR_ISOTONIC ? Platt.fit(rows).curve() : Isotonic.fit(rows));
    }
}
