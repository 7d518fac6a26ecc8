package dev.tutti.memory.modelstore;

import dev.tutti.words.plan.Plan;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;

/** The plans already made ready, up to a number, beyond which each is made ready anew: callers may name any plan. */
final class PlanViews {
    private static final int MOST = 4096;

    private final ReleaseParts parts;
    private final Standings standings;
    private final PlanDescriptors descriptors;
    private final double[] traffic;
    private final ConcurrentHashMap<Plan, Optional<PlanView>> ready = new ConcurrentHashMap<>();

    PlanViews(ReleaseParts parts, Standings standings) {
        this.parts = parts;
        this.standings = standings;
        this.traffic = parts.table().traffic(parts.clusters().size());
        this.descriptors = new PlanDescriptors(standings::facts);
    }

    /** Empty for a plan that this release may say nothing of. */
    Optional<PlanView> of(Plan plan) {
        Optional<PlanView> view = ready.get(plan);
        if (view == null) {
            view = standings.of(plan).map(standing -> prepare(plan, standing));
            if (ready.size() < MOST) {
                ready.put(plan, view);
            }
        }
        return view;
    }

    private PlanView prepare(Plan plan, Standings.Standing standing) {
        String notation = plan.notation();
        Optional<ClusterTable.PlanCells> cells =
                Optional.ofNullable(parts.table().plans().get(notation));
        Optional<SuccessWeights.PlanWeights> weights = Optional.ofNullable(
                        parts.success().get(standing.world()))
                .flatMap(model -> descriptors.of(plan).map(model.weights()::compile));
        return new PlanView(
                standing,
                notation,
                cells,
                weights,
                parts.calibration().curve(standing.world(), notation),
                cells.map(found -> OptionalDouble.of(parts.table().overall(found, traffic)))
                        .orElse(OptionalDouble.empty()));
    }
}
