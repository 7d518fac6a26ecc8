package dev.tutti.serving.decision;

import dev.tutti.words.chat.Usd;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the key of a request has for it. {@code left}: of its budget, where it has one; no plan that may cost more is
 * chosen. {@code gainPerUsd}: the score that a dollar must buy now, where its mean cost is paced.
 */
public record Means(Optional<Usd> left, OptionalDouble gainPerUsd) {
    /** Of a key without budgets. */
    public static final Means UNLIMITED = new Means(Optional.empty(), OptionalDouble.empty());
}
