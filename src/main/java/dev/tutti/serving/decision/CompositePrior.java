package dev.tutti.serving.decision;

import dev.tutti.sense.policy.Prediction;
import dev.tutti.sense.policy.QualityBasis;
import dev.tutti.words.catalogue.PriorQuality;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Aggregation;
import dev.tutti.words.plan.Cascade;
import dev.tutti.words.plan.MixedMoa;
import dev.tutti.words.plan.PanelGain;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.SelfMoa;
import dev.tutti.words.plan.SelfMoaSeq;
import dev.tutti.words.plan.Single;
import dev.tutti.words.plan.Step;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What is expected of a plan of several calls from what is expected of its models:
 * {@code Q = p + s (pass@n - p)}, with {@code p} the members' quality (and the aggregator's, by its weight), {@code pass@n}
 * of a beta-binomial and {@code s} the aggregation's efficiency. Numbers: {@link Priors}.
 */
final class CompositePrior {
    private static final double MOST_EFFICIENCY = 0.9;

    private final Function<ModelId, Prediction> models;
    private final Function<ModelId, Optional<PriorQuality>> aggregating;

    /** {@code aggregating}: how well a model aggregates, where the catalogue says so; else as well as it answers. */
    CompositePrior(Function<ModelId, Prediction> models, Function<ModelId, Optional<PriorQuality>> aggregating) {
        this.models = models;
        this.aggregating = aggregating;
    }

    Prediction of(Plan plan) {
        double quality = switch (plan) {
            case Single single -> expected(single.model());
            case SelfMoa self ->
                ensemble(Collections.nCopies(self.samples(), self.model()), self.aggregation(), PanelGain.of(self));
            case SelfMoaSeq seq ->
                ensemble(
                        Collections.nCopies(seq.samples(), seq.model()),
                        new Aggregation.Synthesise(seq.aggregator()),
                        1);
            case MixedMoa mixed -> ensemble(mixed.proposers(), mixed.aggregation(), PanelGain.of(mixed));
            case Cascade cascade -> last(cascade);
        };
        return PlanQuality.around(Math.min(1, Math.max(0, quality)), halfWidth(plan), basis(plan));
    }

    private double ensemble(List<ModelId> members, Aggregation aggregation, double gain) {
        double mean = members.stream().mapToDouble(m -> expected(m)).average().orElseThrow();
        double weight = Priors.AGGREGATOR_WEIGHT;
        double p = aggregation
                .caller()
                .map(by -> (mean + weight * aggregating(by)) / (1 + weight))
                .orElse(mean);
        boolean alike = members.stream().distinct().count() == 1;
        double correlation = alike ? Priors.CORRELATION_OF_SAMPLES : Priors.CORRELATION_OF_MODELS;
        double pass = Math.max(p, passAtN(mean, members.size(), correlation));
        return p + Math.min(MOST_EFFICIENCY, Priors.efficiency(aggregation) * gain) * (pass - p);
    }

    /** As the choice reckons it, since these plans compete with the models themselves. */
    private double expected(ModelId model) {
        return models.apply(model).forChoice().quality();
    }

    private double aggregating(ModelId model) {
        return aggregating.apply(model).map(PriorQuality::score).orElseGet(() -> expected(model));
    }

    /** The probability that one of n is right: 1 - E[(1 - q)^n] for q of a beta distribution. */
    static double passAtN(double mean, int n, double correlation) {
        double strength = 1 / correlation - 1;
        double miss = 1;
        for (int i = 0; i < n; i++) {
            miss *= ((1 - mean) * strength + i) / (strength + i);
        }
        return 1 - miss;
    }

    /**
     * The quality of the model it ends with: "accept when gpt-4o-mini and deepseek agree, else claude-3.5-sonnet" kept
     * sonnet's 84.2 % on ZeroEval (84.3 %).
     */
    private double last(Cascade cascade) {
        return switch (cascade.steps().getLast()) {
            case Step.Ask ask -> expected(ask.model());
            case Step.Fuse fuse -> ensemble(asked(cascade), fuse.aggregation(), 1);
        };
    }

    private static List<ModelId> asked(Cascade cascade) {
        return cascade.steps().stream()
                .flatMap(step -> step instanceof Step.Ask ask ? Stream.of(ask.model()) : Stream.empty())
                .toList();
    }

    private double halfWidth(Plan plan) {
        double widest = plan.models().stream()
                .map(models)
                .map(Prediction::forChoice)
                .mapToDouble(p -> (p.upper() - p.lower()) / 2)
                .max()
                .orElseThrow();
        return widest + (plan instanceof Single ? 0 : Priors.ENSEMBLE_HALF_WIDTH);
    }

    private QualityBasis basis(Plan plan) {
        boolean simulated = plan.models().stream().anyMatch(m -> models.apply(m).basis() == QualityBasis.SIMULATED);
        return simulated ? QualityBasis.SIMULATED : QualityBasis.PRIOR;
    }
}
