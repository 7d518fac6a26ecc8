package dev.tutti.edge.practice;

import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Aggregation;
import dev.tutti.words.plan.MixedMoa;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.Reliability;
import dev.tutti.words.plan.SelfMoa;
import dev.tutti.words.plan.Single;
import java.util.ArrayList;
import java.util.List;

/** Which plans are run on a simulated prompt: every model alone, and one ensemble of each kind, drawn. */
final class SimulatedPlans {
    private static final int[] SAMPLES = {3, 6};
    private static final int LEAST_PROPOSERS = 2;
    private static final int MORE_PROPOSERS = 3;

    private final List<ModelId> models;

    SimulatedPlans(Catalogue catalogue) {
        models = catalogue.models().stream().map(CatalogueModel::id).toList();
    }

    List<Plan> draw(Chance chance) {
        List<Plan> plans = new ArrayList<>();
        models.forEach(model -> plans.add(new Single(model)));
        plans.add(new SelfMoa(
                pick(chance.with("self")),
                SAMPLES[chance.with("samples").below(SAMPLES.length)],
                aggregation(chance.with("self"))));
        plans.add(new MixedMoa(
                proposers(chance.with("mixed")),
                2 + chance.with("layers").below(2),
                aggregation(chance.with("mixed"))));
        return plans;
    }

    private List<ModelId> proposers(Chance chance) {
        List<ModelId> left = new ArrayList<>(models);
        List<ModelId> chosen = new ArrayList<>();
        int wanted = LEAST_PROPOSERS + chance.with("size").below(MORE_PROPOSERS);
        while (chosen.size() < wanted) {
            chosen.add(left.remove(chance.with(chosen.size()).below(left.size())));
        }
        return chosen;
    }

    private Aggregation aggregation(Chance chance) {
        ModelId aggregator = pick(chance.with("aggregator"));
        return switch (chance.with("mode").below(4)) {
            case 0 -> new Aggregation.Vote(Reliability.EQUAL);
            case 1 -> new Aggregation.Select(aggregator);
            default -> new Aggregation.Synthesise(aggregator);
        };
    }

    private ModelId pick(Chance chance) {
        return models.get(chance.with("model").below(models.size()));
    }
}
