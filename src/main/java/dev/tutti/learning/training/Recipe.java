package dev.tutti.learning.training;

import dev.tutti.memory.modelstore.OutputQuantiles;
import dev.tutti.memory.modelstore.ReleaseParts;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** What is learned and how: all parts, but in a {@link Trial}. */
record Recipe(CascadeSettings cascades, Set<Part> without) {
    Recipe {
        without = Set.copyOf(without);
    }

    /** Everything; cascades from so many full-information groups on. */
    static Recipe whole(int minGroups) {
        return new Recipe(CascadeSettings.DEFAULT.from(minGroups), EnumSet.noneOf(Part.class));
    }

    Recipe without(Set<Part> parts) {
        CascadeSettings searched = parts.contains(Part.MEMBER_SEARCH) ? cascades.unsearched() : cascades;
        return new Recipe(parts.contains(Part.HEARINGS) ? searched.unheard() : searched, parts);
    }

    /** Whether predictors and cascades are learned as for the whole, so that parts of them need only be dropped. */
    boolean dropsAlone() {
        return has(Part.TOPICS) && has(Part.MEMBER_SEARCH) && has(Part.HEARINGS) && has(Part.EXCHANGE);
    }

    /** Of what was learned, the parts that are wanted. */
    ReleaseParts kept(ReleaseParts learned) {
        return without.isEmpty()
                ? learned
                : new ReleaseParts(
                        learned.clusters(),
                        learned.table(),
                        has(Part.LEVEL_1) ? learned.success() : new TreeMap<>(),
                        learned.blend(),
                        learned.calibration(),
                        has(Part.OUTPUT_QUANTILES) ? learned.output() : OutputQuantiles.NONE,
                        has(Part.CASCADES) ? learned.cascades() : List.of(),
                        learned.ensembles(),
                        has(Part.COMPOSITE_PRIOR)
                                ? learned.composite()
                                : learned.composite().gainingNothing(),
                        learned.provenance(),
                        learned.facts());
    }

    boolean has(Part part) {
        return !without.contains(part);
    }
}
