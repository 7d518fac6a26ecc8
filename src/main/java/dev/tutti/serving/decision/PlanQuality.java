package dev.tutti.serving.decision;

import dev.tutti.memory.modelstore.RouterModel;
import dev.tutti.sense.feature.Features;
import dev.tutti.sense.policy.Prediction;
import dev.tutti.sense.policy.QualityBasis;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.catalogue.Origin;
import dev.tutti.words.catalogue.PriorQuality;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.Single;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The expected score of plans on one request: what the router model says, where it may be said of the plan, else the
 * prior. What rests on simulated models is only ever said of plans whose models are all simulated.
 */
final class PlanQuality {
    private final Catalogue catalogue;
    private final Features features;
    private final Optional<RouterModel> learned;
    private final Map<ModelId, Prediction> singles = new HashMap<>();

    PlanQuality(Catalogue catalogue, Features features, Optional<RouterModel> learned) {
        this.catalogue = catalogue;
        this.features = features;
        this.learned = learned;
    }

    Prediction of(Plan plan) {
        return plan instanceof Single single
                ? of(single.model())
                : learned(plan).orElseGet(() -> composite(plan));
    }

    Prediction of(ModelId model) {
        Prediction known = singles.get(model);
        if (known == null) {
            known = learned(new Single(model)).orElseGet(() -> prior(catalogue.get(model)));
            singles.put(model, known);
        }
        return known;
    }

    private Optional<Prediction> learned(Plan plan) {
        return learned.flatMap(model -> model.predict(features, plan))
                .filter(said -> said.basis() != QualityBasis.SIMULATED || allSimulated(plan));
    }

    private boolean allSimulated(Plan plan) {
        return plan.models().stream().allMatch(m -> catalogue.get(m).origin() == Origin.SIMULATED);
    }

    private Prediction composite(Plan plan) {
        boolean simulated = allSimulated(plan);
        return new CompositePrior(
                        model -> {
                            Prediction single = of(model);
                            boolean foreign = single.basis() == QualityBasis.SIMULATED && !simulated;
                            return foreign ? prior(catalogue.get(model)) : single;
                        },
                        model -> catalogue.get(model).aggregation())
                .of(plan);
    }

    private static Prediction prior(CatalogueModel model) {
        PriorQuality expected = model.prior().orElseGet(() -> PriorQuality.usual(model.size()));
        return around(expected.score(), expected.halfWidth(), QualityBasis.PRIOR);
    }

    static Prediction around(double quality, double halfWidth, QualityBasis basis) {
        return new Prediction(quality, Math.max(0, quality - halfWidth), Math.min(1, quality + halfWidth), basis);
    }
}
