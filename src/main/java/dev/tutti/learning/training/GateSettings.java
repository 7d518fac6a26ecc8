package dev.tutti.learning.training;

/** How strict the gate is: fewest pairs, the most that quality may fall, and the one-sided confidence of its bounds. */
record GateSettings(int minPairs, double margin, double confidence) {
    GateSettings {
        if (minPairs < 2 || !(margin >= 0 && margin < 1) || !(confidence > 0.5 && confidence < 1)) {
            throw new IllegalArgumentException(
                    "a gate has at least 2 pairs, a margin of 0 to 1 and a confidence of 0.5 to 1, had " + minPairs
                            + ", " + margin + ", " + confidence);
        }
    }

    /** How many standard errors a bound is away. */
    double z() {
        return Normal.quantile(confidence);
    }
}
