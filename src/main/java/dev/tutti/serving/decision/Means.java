package dev.tutti.serving.decision;

import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Tokens;
import dev.tutti.words.chat.Usd;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the key of a request has for it. {@code left}: of its budget, where it has one; no plan that may cost more is
 * chosen. {@code gainPerUsd}: the score that a dollar must buy now, where its mean cost is paced. {@code cached}: how many
 * estimated tokens of the request's prompt each model is expected to read from its prompt cache, where it is any.
 */
public record Means(Optional<Usd> left, OptionalDouble gainPerUsd, Map<ModelId, Tokens> cached) {
    /** Of a key without budgets. */
    public static final Means UNLIMITED = new Means(Optional.empty(), OptionalDouble.empty());

    public Means {
        cached = Map.copyOf(cached);
    }

    /** Of a request of which nobody holds anything. */
    public Means(Optional<Usd> left, OptionalDouble gainPerUsd) {
        this(left, gainPerUsd, Map.of());
    }
}
