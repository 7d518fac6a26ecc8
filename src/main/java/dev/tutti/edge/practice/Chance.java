package dev.tutti.edge.practice;

import org.apache.commons.math3.special.Erf;

/**
 * Chance that repeats itself: numbers hashed from a seed and the words put in. Equal words give equal numbers on every
 * machine; other words give independent ones. Immutable.
 */
record Chance(long state) {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final long FNV_OFFSET = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;
    private static final double TO_UNIT = 0x1.0p-53;

    static Chance of(long seed) {
        return new Chance(mix(seed + GOLDEN));
    }

    Chance with(long number) {
        return new Chance(mix(state * 31 + mix(number + GOLDEN)));
    }

    Chance with(String word) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < word.length(); i++) {
            hash = (hash ^ word.charAt(i)) * FNV_PRIME;
        }
        return with(hash ^ word.length());
    }

    /** Above 0 and below 1. */
    double uniform() {
        return ((mix(state) >>> 11) + 0.5) * TO_UNIT;
    }

    /** Standard normal, by inverting its distribution function. */
    double gaussian() {
        return probit(uniform());
    }

    /** From 0 to {@code bound}, exclusive. */
    int below(int bound) {
        return (int) (uniform() * bound);
    }

    /** The standard normal quantile of a probability above 0 and below 1. */
    static double probit(double probability) {
        return StrictMath.sqrt(2) * Erf.erfInv(2 * probability - 1);
    }

    /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014). */
    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
