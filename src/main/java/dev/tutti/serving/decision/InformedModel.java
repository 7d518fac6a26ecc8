package dev.tutti.serving.decision;

import dev.tutti.memory.modelstore.Certificates;
import dev.tutti.memory.modelstore.RouterModel;
import dev.tutti.sense.feature.Features;
import dev.tutti.sense.policy.Exchange;
import dev.tutti.sense.policy.Prediction;
import dev.tutti.sense.policy.QualityBasis;
import dev.tutti.words.catalogue.PriorQuality;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.Single;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A router model with what was learned of single models since it was trained. Of plans with a model that is served in
 * another version than the one it measured it says the same as a prior, as wide as that of a model never met, and it
 * promises nothing while there is one. Of a model that got known since, it says what that model's own labels say.
 */
record InformedModel(RouterModel model, Set<ModelId> renewed, Map<ModelId, Newcomers.Heard> heard)
        implements RouterModel {
    /** What a model resembles is worth so many of its own labels. */
    private static final double RESEMBLANCE = 3;
    /** The 95 % quantile of the normal: a two-sided interval of 90 %. */
    private static final double Z = 1.6449;
    /** Scores near 0 or 1 still vary: the variance of one label is never reckoned below this. */
    private static final double LEAST_VARIANCE = 0.02;

    @Override
    public String version() {
        return model.version();
    }

    @Override
    public int cluster(Features features) {
        return model.cluster(features);
    }

    @Override
    public Optional<Prediction> predict(Features features, Plan plan) {
        Optional<Prediction> said = model.predict(features, plan);
        if (plan instanceof Single(ModelId single) && heard.containsKey(single)) {
            return Optional.of(said(heard.get(single), said));
        }
        return Collections.disjoint(plan.models(), renewed) ? said : said.map(InformedModel::asPrior);
    }

    /** The same for every prompt: of where it is better and where worse a hundred labels say little. */
    private static Prediction said(Newcomers.Heard heard, Optional<Prediction> resembling) {
        double prior = resembling
                .map(Prediction::forChoice)
                .map(Prediction.Traffic::quality)
                .orElse(heard.score());
        double quality = (heard.labels() * heard.score() + RESEMBLANCE * prior) / (heard.labels() + RESEMBLANCE);
        double variance = Math.max(quality * (1 - quality), LEAST_VARIANCE) / (heard.labels() + 1);
        QualityBasis basis = resembling
                .map(Prediction::basis)
                .filter(known -> known == QualityBasis.SIMULATED)
                .orElse(QualityBasis.MEASURED);
        return PlanQuality.around(quality, Z * Math.sqrt(variance), basis);
    }

    /** What rests on simulated models is said of them alone, whatever their version. */
    private static Prediction asPrior(Prediction said) {
        QualityBasis basis = said.basis() == QualityBasis.SIMULATED ? said.basis() : QualityBasis.PRIOR;
        return new Prediction(
                said.quality(),
                Math.min(said.lower(), Math.max(0, said.quality() - PriorQuality.HALF_WIDTH_OF_A_CLASS)),
                Math.max(said.upper(), Math.min(1, said.quality() + PriorQuality.HALF_WIDTH_OF_A_CLASS)),
                basis,
                said.traffic().map(InformedModel::wide));
    }

    private static Prediction.Traffic wide(Prediction.Traffic said) {
        return new Prediction.Traffic(
                said.quality(),
                Math.min(said.lower(), Math.max(0, said.quality() - PriorQuality.HALF_WIDTH_OF_A_CLASS)),
                Math.max(said.upper(), Math.min(1, said.quality() + PriorQuality.HALF_WIDTH_OF_A_CLASS)));
    }

    @Override
    public OptionalLong outputTokens(Features features, ModelId of, double quantile) {
        return model.outputTokens(features, of, quantile);
    }

    @Override
    public List<Plan> learnedPlans(Features features) {
        return model.learnedPlans(features);
    }

    @Override
    public boolean measured(ModelId of) {
        return !renewed.contains(of) && model.measured(of);
    }

    @Override
    public Exchange exchange() {
        return model.exchange();
    }

    @Override
    public Certificates certificates() {
        return renewed.isEmpty() ? model.certificates() : Certificates.NONE;
    }
}
