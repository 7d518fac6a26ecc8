package dev.tutti.memory.modelstore;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A plan made ready for predictions: its names looked up, its weights summed, once. {@code overall}: its mean score on
 * prompts as they come, whichever of them it was run on.
 */
record PlanView(
        Standings.Standing standing,
        String notation,
        Optional<ClusterTable.PlanCells> cells,
        Optional<SuccessWeights.PlanWeights> weights,
        Calibration.Curve curve,
        OptionalDouble overall) {}
