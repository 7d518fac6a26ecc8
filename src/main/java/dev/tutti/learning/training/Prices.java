package dev.tutti.learning.training;

import dev.tutti.words.chat.ModelId;

/**
 * The grid of mu, in score per USD: from "a request of the dearest model may buy 0.8 % of a good answer" to "must buy
 * 25 %", so that it fits any price list.
 */
final class Prices {
    private static final int SIZE = 12;
    private static final double CHEAPEST = 0.008;
    private static final double DEAREST = 0.25;

    private static final int WIDE_SIZE = 25;
    private static final double NEARLY_ANYTHING = 0.001;

    private Prices() {}

    static double[] grid(StoppingGround ground) {
        double dearest = 0;
        for (ModelId model : ground.models()) {
            double cost = 0;
            for (int g = 0; g < ground.size(); g++) {
                cost += ground.group(g).of(model).cost().toDouble() / ground.size();
            }
            dearest = Math.max(dearest, cost);
        }
        return grid(dearest);
    }

    /** From what buys nearly anything to what buys nearly nothing, from high to low. */
    static double[] wide(double dearest) {
        double unit = Math.max(dearest, 1e-9);
        double[] grid = new double[WIDE_SIZE];
        for (int i = 0; i < WIDE_SIZE; i++) {
            grid[i] = Math.pow(NEARLY_ANYTHING, (double) i / (WIDE_SIZE - 1)) / unit;
        }
        return grid;
    }

    /** For a dearest model that costs so much a request. */
    static double[] grid(double dearest) {
        double unit = Math.max(dearest, 1e-9);
        double ratio = Math.pow(DEAREST / CHEAPEST, 1.0 / (SIZE - 1));
        double[] grid = new double[SIZE];
        for (int i = 0; i < SIZE; i++) {
            grid[i] = CHEAPEST * Math.pow(ratio, i) / unit;
        }
        return grid;
    }
}
