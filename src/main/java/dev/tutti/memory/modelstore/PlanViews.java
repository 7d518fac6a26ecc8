package dev.tutti.memory.modelstore;

import dev.tutti.words.plan.Plan;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;

/** The plans already made ready, up to a number, beyond which each is made ready anew: callers may name any plan. */
final class PlanViews {
    private static final int MOST = 4096;
    /** Beside a plan's own labels, level 1 counts like this many. */
    private static final double DESCRIBED_WORTH = 30;

    private final ReleaseParts parts;
    private final Standings standings;
    private final PlanDescriptors descriptors;
    private final Traffic traffic;
    private final TypicalScores typical;
    private final ConcurrentHashMap<Plan, Optional<PlanView>> ready = new ConcurrentHashMap<>();

    PlanViews(ReleaseParts parts, Standings standings) {
        this.parts = parts;
        this.standings = standings;
        this.traffic = new Traffic(parts);
        this.descriptors = new PlanDescriptors(standings::facts);
        this.typical = new TypicalScores(parts, traffic);
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
                overall(standing.world(), cells, weights));
    }

    /** The fewer labels a plan has of its own, the more counts what level 1 expects of one like it. */
    private OptionalDouble overall(
            World world, Optional<ClusterTable.PlanCells> cells, Optional<SuccessWeights.PlanWeights> weights) {
        if (weights.isEmpty()) {
            return cells.isEmpty()
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(parts.table().overall(cells.get(), traffic.of(world)));
        }
        double described = typical.of(world, weights.get());
        if (cells.isEmpty()) {
            return OptionalDouble.of(described);
        }
        double labels = cells.get().all().labels();
        return OptionalDouble.of(
                (labels * parts.table().overall(cells.get(), traffic.of(world)) + DESCRIBED_WORTH * described)
                        / (labels + DESCRIBED_WORTH));
    }
}
