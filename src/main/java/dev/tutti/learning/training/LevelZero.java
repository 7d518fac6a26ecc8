package dev.tutti.learning.training;

import dev.tutti.memory.modelstore.Blend;
import dev.tutti.memory.modelstore.Calibration;
import dev.tutti.memory.modelstore.Composite;
import dev.tutti.memory.modelstore.PromptClusters;
import dev.tutti.memory.modelstore.ReleaseParts;
import dev.tutti.memory.modelstore.RouterModel;
import dev.tutti.memory.modelstore.TrainedOn;
import dev.tutti.memory.outcome.Label;
import dev.tutti.memory.outcome.LabelledRow;
import dev.tutti.sense.policy.PolicySettings;
import dev.tutti.sense.policy.Targets;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.WhenInfeasible;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The cluster table and nothing learned on top, replayed on recorded prompts by the policy that serves: what everything
 * learned has to beat. It climbs from cheap to dear models as far as a dollar buys score enough.
 */
public final class LevelZero {
    private static final int CLUSTERS = 16;
    /** Out of reach on purpose: the climb alone decides. */
    private static final Targets ALL = new Targets(1, Usd.of("1000000"), Duration.ofDays(1), WhenInfeasible.BEST_GAIN);

    private final RouterModel model;
    private final Catalogue catalogue;

    private LevelZero(RouterModel model, Catalogue catalogue) {
        this.model = model;
        this.catalogue = catalogue;
    }

    /** From rows that have a label; the others say nothing. */
    public static LevelZero learn(List<LabelledRow> rows, Catalogue catalogue, long seed) {
        List<TrainingRow> labelled = labelled(rows);
        List<Example> examples = labelled.stream().map(Examples::of).toList();
        PromptClusters clusters = ClusterTrainer.fit(examples, CLUSTERS, seed);
        FoundClusters found = new FoundClusters(clusters);
        ReleaseParts parts = new ReleaseParts(
                clusters,
                ClusterTableTrainer.fit(examples, found),
                new TreeMap<>(),
                new Blend(1),
                Calibration.NONE,
                QuantileTrainer.fit(Ingredients.written(labelled), found),
                List.of(),
                List.of(),
                Composite.PUBLISHED,
                Ingredients.provenance(labelled, catalogue),
                Ingredients.facts(catalogue));
        return new LevelZero(parts.router("level 0", TrainedOn.THIS_DEPLOYMENT, catalogue), catalogue);
    }

    /** What its choices bring, by prompt hash, when a dollar must buy so much score. */
    public Map<String, Estimate> replay(List<LabelledRow> rows, double minGainPerUsd) {
        PolicySettings usual = PolicySettings.DEFAULTS;
        PolicySettings settings = new PolicySettings(
                usual.margin(),
                minGainPerUsd,
                0,
                usual.leastPropensity(),
                usual.mostExplored(),
                usual.costFactor(),
                usual.shortfall(),
                usual.greed());
        PolicyReplay replay = new PolicyReplay(model, catalogue, settings);
        Map<String, Estimate> brought = new TreeMap<>();
        for (PromptGroup group : new Grouping(labelled(rows), List.of(), ALL).groups()) {
            replay.choose(group)
                    .map(PolicyReplay.Choice::outcome)
                    .ifPresent(outcome -> brought.put(
                            group.promptHash(),
                            new Estimate(outcome.score(), outcome.cost().toDouble())));
        }
        return brought;
    }

    static List<TrainingRow> labelled(List<LabelledRow> rows) {
        Essentials essentials = new Essentials();
        return rows.stream()
                .flatMap(row -> RowSource.best(row.labels()).stream().map(label -> row(essentials, row, label)))
                .toList();
    }

    private static TrainingRow row(Essentials essentials, LabelledRow row, Label label) {
        return new TrainingRow(essentials.of(row.row()), label.score(), label.source(), label.randomlySampled());
    }
}
