package dev.tutti.memory.modelstore;

import dev.tutti.sense.policy.QualityBasis;
import dev.tutti.words.catalogue.PriorQuality;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Aggregation;
import dev.tutti.words.plan.Cascade;
import dev.tutti.words.plan.PanelGain;
import dev.tutti.words.plan.Plan;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** What is expected of a plan of several calls from what is expected of its models: the composite prior. */
final class EnsemblePrior {
    /** How far off the formula may be, as a standard deviation of the score. */
    private static final double MODEL_ERROR = 0.08;

    private final Composite composite;
    private final Function<ModelId, Optional<PriorQuality>> aggregating;

    /** {@code aggregating}: how well a model aggregates, where the catalogue says so; else as well as it answers. */
    EnsemblePrior(Composite composite, Function<ModelId, Optional<PriorQuality>> aggregating) {
        this.composite = composite;
        this.aggregating = aggregating;
    }

    /** Empty for a single plan, and when a model is unknown. */
    Optional<Belief> of(Plan plan, Function<ModelId, Optional<Belief>> models) {
        List<ModelId> members = PlanDescriptors.proposers(plan);
        Optional<Aggregation> aggregation = PlanDescriptors.aggregation(plan);
        if (aggregation.isEmpty()
                || plan.models().stream().anyMatch(m -> models.apply(m).isEmpty())) {
            return Optional.empty();
        }
        Function<ModelId, Belief> known = model -> models.apply(model).orElseThrow();
        double quality = plan instanceof Cascade cascade
                ? whereItStops(cascade, known)
                : ensemble(members, aggregation.get(), known, PanelGain.of(plan));
        double variance = plan.models().stream()
                .mapToDouble(model -> known.apply(model).variance())
                .max()
                .orElse(0);
        boolean simulated =
                plan.models().stream().anyMatch(model -> known.apply(model).basis() == QualityBasis.SIMULATED);
        return Optional.of(new Belief(
                quality,
                variance + MODEL_ERROR * MODEL_ERROR,
                simulated ? QualityBasis.SIMULATED : QualityBasis.PRIOR));
    }

    private double ensemble(
            List<ModelId> members, Aggregation aggregation, Function<ModelId, Belief> models, double gain) {
        double mean = members.stream()
                .mapToDouble(model -> models.apply(model).quality())
                .average()
                .orElseThrow();
        double correlation = members.stream().distinct().count() == 1 ? composite.within() : composite.between();
        double from = withAggregator(mean, aggregator(aggregation, models));
        double whole = composite.quality(from, members.size(), mean, correlation, aggregation.mode());
        return Math.clamp(from + gain * (whole - from), 0, 1);
    }

    private OptionalDouble aggregator(Aggregation aggregation, Function<ModelId, Belief> models) {
        return aggregation.caller().stream()
                .mapToDouble(model -> aggregating
                        .apply(model)
                        .map(PriorQuality::score)
                        .orElseGet(() -> models.apply(model).quality()))
                .findFirst();
    }

    private double withAggregator(double mean, OptionalDouble aggregator) {
        return aggregator.isEmpty()
                ? mean
                : (mean + composite.aggregatorWeight() * aggregator.getAsDouble()) / (1 + composite.aggregatorWeight());
    }

    /** Each step's quality, weighted by how often the cascade is expected to end there. */
    private double whereItStops(Cascade cascade, Function<ModelId, Belief> models) {
        List<ModelId> asked = PlanDescriptors.asked(cascade);
        double sum = 0;
        for (int i = 0; i < cascade.reach().size(); i++) {
            double next = i + 1 < cascade.reach().size() ? cascade.reach().get(i + 1) : 0;
            double here = i < asked.size()
                    ? models.apply(asked.get(i)).quality()
                    : ensemble(asked, PlanDescriptors.aggregation(cascade).orElseThrow(), models, 1);
            sum += (cascade.reach().get(i) - next) * here;
        }
        return sum;
    }
}
