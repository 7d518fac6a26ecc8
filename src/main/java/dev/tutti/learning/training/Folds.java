package dev.tutti.learning.training;

import dev.tutti.words.chat.StableHash;

/** Which part of a cross-validation a prompt belongs to: a hash of its hash, so the same prompt never stands on both sides. */
final class Folds {
    private Folds() {}

    static int of(String promptHash, int folds) {
        return (int) Math.floorMod(StableHash.of(promptHash), (long) folds);
    }
}
