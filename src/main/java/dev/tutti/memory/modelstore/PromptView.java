package dev.tutti.memory.modelstore;

import dev.tutti.sense.feature.Features;
import java.util.EnumMap;
import java.util.Map;

/** A prompt made ready for predictions: its cluster, its numbers, and what it adds to each success model's logit. */
final class PromptView {
    private final Features features;
    private final PromptClusters.Look look;
    private final Map<World, Double> logits = new EnumMap<>(World.class);

    PromptView(Features features, ReleaseParts parts) {
        this.features = features;
        this.look = parts.clusters().look(features);
        int[] hashed = features.hashed();
        parts.success()
                .forEach((world, model) -> logits.put(world, model.weights().ofPrompt(look.numbers(), hashed)));
    }

    @SuppressWarnings(
            "ReferenceEquality") // the very same features: comparing hundreds of numbers costs what it would save
    boolean isOf(Features other) {
        return features == other;
    }

    int cluster() {
        return look.cluster();
    }

    String task() {
        return features.task();
    }

    double[] numbers() {
        return look.numbers();
    }

    /** 1 for a prompt like those of the training, growing with the distance beyond. */
    double strangeness() {
        return Math.max(1, look.strangeness());
    }

    double logit(World world) {
        return logits.getOrDefault(world, 0.0);
    }
}
