package dev.tutti.memory.modelstore;

import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Single;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What level 1 expects of a plan on prompts as they come: its score on the middle of each cluster, at the clusters' shares
 * of the traffic. What lies around the middle is made up for by one shift of the logit for each world, with which the
 * single models score on average what the table knows of them.
 */
final class TypicalScores {
    private static final int HALVINGS = 40;
    private static final double LARGEST_SHIFT = 8;
    private static final int[] NO_WORDS = {};

    private final ReleaseParts parts;
    private final Traffic traffic;
    private final double[][] middles;
    private final Map<World, Double> shifts = new EnumMap<>(World.class);

    TypicalScores(ReleaseParts parts, Traffic traffic) {
        this.parts = parts;
        this.traffic = traffic;
        middles = parts.clusters().middles();
        parts.success().forEach((world, model) -> shifts.put(world, shift(world, known(world, model))));
    }

    /** A single model's weights, its mean score by the table and the labels that this rests on. */
    private record Known(SuccessWeights.PlanWeights weights, double mean, double labels) {}

    private List<Known> known(World world, SuccessModel model) {
        PlanDescriptors descriptors =
                new PlanDescriptors(id -> Optional.ofNullable(parts.facts().get(id)));
        List<Known> known = new ArrayList<>();
        for (ModelId id : parts.facts().keySet()) {
            Single single = new Single(id);
            boolean here = parts.provenance()
                    .of(id)
                    .filter(met -> World.of(met.origin()) == world)
                    .isPresent();
            ClusterTable.PlanCells cells = parts.table().plans().get(single.notation());
            Optional<SuccessWeights.PlanWeights> weights =
                    descriptors.of(single).map(model.weights()::compile);
            if (here && cells != null && weights.isPresent()) {
                known.add(new Known(
                        weights.get(),
                        parts.table().overall(cells, traffic.of(world)),
                        cells.all().labels()));
            }
        }
        return known;
    }

    /** By bisection: the mean score rises with the shift. */
    private double shift(World world, List<Known> known) {
        double low = -LARGEST_SHIFT;
        double high = LARGEST_SHIFT;
        for (int i = 0; i < HALVINGS && !known.isEmpty(); i++) {
            double middle = (low + high) / 2;
            if (beyond(world, known, middle) > 0) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return (low + high) / 2;
    }

    private double beyond(World world, List<Known> known, double shift) {
        double beyond = 0;
        for (Known one : known) {
            beyond += one.labels() * (score(world, one.weights(), shift) - one.mean());
        }
        return beyond;
    }

    double of(World world, SuccessWeights.PlanWeights plan) {
        return score(world, plan, shifts.getOrDefault(world, 0.0));
    }

    private double score(World world, SuccessWeights.PlanWeights plan, double shift) {
        SuccessModel model = parts.success().get(world);
        double[] shares = traffic.of(world);
        double score = 0;
        for (int c = 0; c < middles.length && model != null; c++) {
            double logit = model.weights().ofPrompt(middles[c], NO_WORDS) + plan.of(middles[c]) + shift;
            score += shares[c] * SuccessWeights.sigmoid(logit);
        }
        return score;
    }
}
