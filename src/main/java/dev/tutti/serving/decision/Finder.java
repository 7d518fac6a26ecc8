package dev.tutti.serving.decision;

/** Answers a question the same way each time, without chance: one link of the chain in {@link LiveRouter}. */
@FunctionalInterface
interface Finder {
    Finding find(Question question);
}
