package dev.tutti.memory.modelstore;

import java.util.Optional;

/** A plan made ready for predictions: its names looked up, its weights summed, once. */
record PlanView(
        Standings.Standing standing,
        String notation,
        Optional<ClusterTable.PlanCells> cells,
        Optional<SuccessWeights.PlanWeights> weights,
        Calibration.Curve curve) {}
