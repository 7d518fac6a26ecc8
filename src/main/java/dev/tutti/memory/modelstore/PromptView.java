package dev.tutti.memory.modelstore;

import dev.tutti.sense.feature.Features;
import dev.tutti.words.chat.ModelId;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * A prompt made ready for predictions: its cluster, its numbers, what it adds to each success model's logit, and what is
 * believed of single models on it. Safe for many threads.
 */
final class PromptView {
    private final Features features;
    private final PromptClusters.Look look;
    private final Map<World, Double> logits = new EnumMap<>(World.class);
    private final Map<ModelId, Optional<Beliefs>> singles = new ConcurrentHashMap<>();

    PromptView(Features features, ReleaseParts parts) {
        this.features = features;
        int[] hashed = features.hashed();
        this.look = parts.clusters().look(features, hashed);
        parts.success()
                .forEach((world, model) -> logits.put(world, model.weights().ofPrompt(look.numbers(), hashed)));
    }

    @SuppressWarnings(
            "ReferenceEquality") // the very same features: comparing hundreds of numbers costs what it would save
    boolean isOf(Features other) {
        return features == other;
    }

    /** What is believed of the model alone, worked out once: each ensemble rests on the same few. */
    Optional<Beliefs> single(ModelId model, Function<ModelId, Optional<Beliefs>> belief) {
        return singles.computeIfAbsent(model, belief);
    }

    int cluster() {
        return look.cluster();
    }

    int segment() {
        return look.segment();
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
