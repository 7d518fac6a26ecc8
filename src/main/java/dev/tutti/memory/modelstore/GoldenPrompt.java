package dev.tutti.memory.modelstore;

import dev.tutti.sense.feature.Features;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.Single;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A prompt's features with what the release said of them when it was made: it must say the same after every load. */
record GoldenPrompt(
        int schema, String task, List<Double> dense, List<Integer> hashed, int cluster, List<Expected> expected) {
    private static final double TOLERANCE = 1e-9;

    GoldenPrompt {
        dense = List.copyOf(dense);
        hashed = List.copyOf(hashed);
        expected = List.copyOf(expected);
    }

    /** The raw quality of a plan. */
    record Expected(Plan plan, double quality) {}

    /** All of a release: a file of it. */
    record Set(List<GoldenPrompt> prompts) {
        Set {
            prompts = List.copyOf(prompts);
        }

        static Set of(ReleaseParts parts, List<Features> prompts) {
            return new Set(prompts.stream()
                    .map(features -> GoldenPrompt.of(parts, features))
                    .toList());
        }

        void check(ReleaseParts parts) {
            RawPredictor raw = parts.raw();
            prompts.forEach(prompt -> prompt.check(parts, raw));
        }
    }

    private static GoldenPrompt of(ReleaseParts parts, Features features) {
        RawPredictor raw = parts.raw();
        List<Expected> expected = new ArrayList<>();
        parts.facts().keySet().forEach(model -> {
            Plan plan = new Single(model);
            raw.quality(features, plan).ifPresent(quality -> expected.add(new Expected(plan, quality)));
        });
        return new GoldenPrompt(
                features.schema(),
                features.task(),
                Arrays.stream(features.dense()).boxed().toList(),
                Arrays.stream(features.hashed()).boxed().toList(),
                parts.clusters().cluster(features),
                expected);
    }

    private void check(ReleaseParts parts, RawPredictor raw) {
        Features features = new Features(
                schema,
                task,
                dense.stream().mapToDouble(Double::doubleValue).toArray(),
                hashed.stream().mapToInt(Integer::intValue).toArray());
        int found = parts.clusters().cluster(features);
        if (found != cluster) {
            throw new IllegalArgumentException("a golden prompt fell into cluster " + found + " instead of " + cluster);
        }
        for (Expected one : expected) {
            double quality = raw.quality(features, one.plan()).orElse(Double.NaN);
            if (!(Math.abs(quality - one.quality()) <= TOLERANCE)) {
                throw new IllegalArgumentException("a golden prompt gave " + quality + " for "
                        + one.plan().notation() + " instead of " + one.quality());
            }
        }
    }
}
