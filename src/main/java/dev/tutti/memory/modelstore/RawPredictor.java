package dev.tutti.memory.modelstore;

import dev.tutti.sense.feature.Features;
import dev.tutti.words.plan.Plan;
import java.util.Optional;
import java.util.OptionalDouble;

/** Levels 0 and 1 blended, before calibration. Thread-safe, microseconds a call. */
public final class RawPredictor {
    /**
     * What the levels say of a plan on a prompt. {@code worth}: how many labels that is worth; {@code disagreement}
     * between the levels; {@code labels}: of this very plan.
     */
    record Raw(double quality, double worth, double disagreement, double labels) {}

    private final ReleaseParts parts;
    private final PromptViews prompts;
    private final PlanViews plans;

    RawPredictor(ReleaseParts parts) {
        this.parts = parts;
        this.prompts = new PromptViews(parts);
        this.plans = new PlanViews(parts, Standings.inTraining(parts));
    }

    /** The expected score before calibration; empty for a plan that neither level knows. */
    public OptionalDouble quality(Features features, Plan plan) {
        Optional<Raw> raw = plans.of(plan).flatMap(view -> of(parts, prompts.of(features), view));
        return raw.isPresent() ? OptionalDouble.of(raw.get().quality()) : OptionalDouble.empty();
    }

    /** Level 0 alone, and level 1 alone: what a blend is fitted to. Empty when one of them is silent. */
    public Optional<Levels> levels(Features features, Plan plan) {
        PromptView prompt = prompts.of(features);
        return plans.of(plan)
                .flatMap(view -> view.cells()
                        .flatMap(cells -> view.weights()
                                .map(weights -> new Levels(
                                        table(cells, prompt, parts.table().strength())
                                                .mean(),
                                        success(weights, prompt, view.standing().world())))));
    }

    /** The two levels' expected scores. */
    public record Levels(double table, double success) {}

    static Optional<Raw> of(ReleaseParts parts, PromptView prompt, PlanView plan) {
        World world = plan.standing().world();
        OptionalDouble success = plan.weights().isPresent()
                ? OptionalDouble.of(success(plan.weights().get(), prompt, world))
                : OptionalDouble.empty();
        if (plan.cells().isEmpty()) {
            return success.isPresent() ? Optional.of(new Raw(success.getAsDouble(), 0, 0, 0)) : Optional.empty();
        }
        ClusterTable.Estimate table =
                table(plan.cells().get(), prompt, parts.table().strength());
        double other = success.orElse(table.mean());
        return Optional.of(new Raw(
                parts.blend().of(table.mean(), other),
                table.worth(),
                Math.abs(table.mean() - other),
                table.planLabels()));
    }

    private static ClusterTable.Estimate table(ClusterTable.PlanCells cells, PromptView prompt, double strength) {
        return cells.estimate(prompt.cluster(), prompt.task(), strength);
    }

    private static double success(SuccessWeights.PlanWeights weights, PromptView prompt, World world) {
        return SuccessWeights.sigmoid(prompt.logit(world) + weights.of(prompt.numbers()));
    }
}
