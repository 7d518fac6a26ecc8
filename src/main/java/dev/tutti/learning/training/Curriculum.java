package dev.tutti.learning.training;

import dev.tutti.memory.modelstore.Blend;
import dev.tutti.memory.modelstore.Calibration;
import dev.tutti.memory.modelstore.ClusterTable;
import dev.tutti.memory.modelstore.Composite;
import dev.tutti.memory.modelstore.LearnedCascade;
import dev.tutti.memory.modelstore.PromptClusters;
import dev.tutti.memory.modelstore.RawPredictor;
import dev.tutti.memory.modelstore.ReleaseParts;
import dev.tutti.memory.modelstore.World;
import dev.tutti.sense.policy.PolicySettings;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Makes the parts of a release from the earlier part of the log: predictors and cascades on the first prompts, blend and
 * calibration on later ones that neither has seen.
 */
final class Curriculum {
    private static final int CLUSTERS = 16;

    private final Recipe recipe;
    private final Catalogue catalogue;
    private final PolicySettings policy;
    private final long seed;
    private final Watch watch;

    Curriculum(Recipe recipe, Catalogue catalogue, PolicySettings policy, long seed, Watch watch) {
        this.recipe = recipe;
        this.catalogue = catalogue;
        this.policy = policy;
        this.seed = seed;
        this.watch = watch;
    }

    ReleaseParts learn(TrainingRows all, TimeSplit split) {
        return fitted(predictors(all, split), split);
    }

    /** Blend, calibration and choice, for what predictors and cascades were learned. */
    ReleaseParts fitted(ReleaseParts predictors, TimeSplit split) {
        watch.at(Phase.CALIBRATING, 0);
        ReleaseParts raw = recipe.kept(predictors);
        List<Example> later = Examples.of(
                split.rows(TimeSplit.Part.CALIBRATE),
                split.groups(TimeSplit.Part.CALIBRATE),
                raw.ensembles(),
                catalogue);
        ReleaseParts blended = raw.with(recipe.has(Part.LEVEL_0) ? blend(raw, later) : new Blend(0));
        ReleaseParts calibrated = blended.with(calibration(blended, later));
        return choice().tuned(calibrated, split.groups(TimeSplit.Part.CALIBRATE));
    }

    /** Predictors and cascades, on the first prompts. */
    ReleaseParts predictors(TrainingRows all, TimeSplit split) {
        watch.at(Phase.PREDICTORS, 0);
        List<TrainingRow> rows = split.rows(TimeSplit.Part.TRAIN);
        List<PromptGroup> groups = split.groups(TimeSplit.Part.TRAIN);
        List<Plan> votes = votes(groups);
        List<Example> examples = Example.inOrder(Examples.of(rows, groups, votes, catalogue));
        PromptClusters clusters = clusters(examples);
        FoundClusters found = new FoundClusters(clusters);
        ClusterTable table = ClusterTableTrainer.fit(examples, found);
        watch.at(Phase.PREDICTORS, 0.3);
        var success = SuccessTrainer.fit(examples, clusters, Ingredients.facts(catalogue), seed);
        var output = QuantileTrainer.fit(Ingredients.written(rows), found);
        return new ReleaseParts(
                clusters,
                table,
                success,
                new Blend(1),
                Calibration.NONE,
                output,
                cascades(earlier(split), clusters),
                votes,
                Composite.PUBLISHED,
                Ingredients.provenance(all.rows(), catalogue),
                Ingredients.facts(catalogue));
    }

    private PromptClusters clusters(List<Example> examples) {
        return recipe.has(Part.TOPICS)
                ? ClusterTrainer.fit(examples, CLUSTERS, seed)
                : ClusterTrainer.fit(examples, CLUSTERS, 0, seed);
    }

    private ChoiceTrainer choice() {
        return new ChoiceTrainer(catalogue, policy, recipe);
    }

    private List<Plan> votes(List<PromptGroup> groups) {
        List<Plan> votes = new ArrayList<>();
        for (World world : World.values()) {
            votes.addAll(VoteSearch.best(of(world, groups), recipe.cascades().minGroups()));
        }
        return votes;
    }

    private List<LearnedCascade> cascades(List<PromptGroup> groups, PromptClusters clusters) {
        List<LearnedCascade> learned = new ArrayList<>();
        double done = 0;
        for (World world : World.values()) {
            watch.at(Phase.CASCADES, done);
            learned.addAll(
                    new CascadeTrainer(recipe.cascades(), clusters, watch::cancelled).train(world, of(world, groups)));
            done += 1.0 / World.values().length;
        }
        return learned;
    }

    /**
     * Cascades are scored out of fold, so they need none of the prompts that calibration keeps for itself. Where nobody noted
     * what any model said there is nothing to stop by, and a cascade is only its first model in each segment: where plans can
     * be bought by a price on each prompt, that is the better choice.
     */
    private List<PromptGroup> earlier(TimeSplit split) {
        List<PromptGroup> earlier = new ArrayList<>(split.groups(TimeSplit.Part.TRAIN));
        earlier.addAll(split.groups(TimeSplit.Part.CALIBRATE));
        if (choice().canPrice(split.groups(TimeSplit.Part.CALIBRATE))) {
            earlier.removeIf(group -> !group.heard());
        }
        return earlier;
    }

    private static List<PromptGroup> of(World world, List<PromptGroup> groups) {
        return groups.stream().filter(group -> group.world() == world).toList();
    }

    private static Blend blend(ReleaseParts raw, List<Example> later) {
        RawPredictor predictor = raw.raw();
        List<BlendTrainer.Both> both = new ArrayList<>();
        for (Example example : later) {
            predictor
                    .levels(example.features(), example.plan())
                    .ifPresent(levels -> both.add(new BlendTrainer.Both(
                            levels.table(), levels.success(), example.score(), example.weight())));
        }
        return BlendTrainer.fit(both);
    }

    private Calibration calibration(ReleaseParts blended, List<Example> later) {
        if (!recipe.has(Part.CALIBRATION)) {
            return Calibration.NONE;
        }
        RawPredictor predictor = blended.raw();
        List<Calibrator.Scored> scored = new ArrayList<>();
        for (Example example : later) {
            predictor
                    .quality(example.features(), example.plan())
                    .ifPresent(raw -> scored.add(new Calibrator.Scored(
                            example.world(), example.plan().notation(), raw, example.score(), example.weight())));
        }
        Calibration fitted = Calibrator.fit(scored);
        return recipe.has(Part.OWN_CURVES) ? fitted : new Calibration(new TreeMap<>(), fitted.pooled());
    }

    /** The same clusters and table with nothing learned on top: what every learned model must not be behind. */
    static ReleaseParts levelZero(ReleaseParts parts) {
        return new ReleaseParts(
                parts.clusters(),
                parts.table(),
                new TreeMap<>(),
                new Blend(1),
                Calibration.NONE,
                parts.output(),
                List.of(),
                List.of(),
                parts.composite(),
                parts.provenance(),
                parts.facts());
    }
}
