package dev.tutti.words.plan;

/** How many of {@code n} draws hit when the chance of a hit is itself drawn from Beta(alpha, beta). Small whole numbers. */
final class BetaBinomial {
    private BetaBinomial() {}

    /** The probability of at least so many hits. */
    static double atLeast(int hits, int n, int alpha, int beta) {
        double sum = 0;
        for (int k = hits; k <= n; k++) {
            sum += exactly(k, n, alpha, beta);
        }
        return sum;
    }

    /** The probability of exactly so many hits: an urn that gives back each ball with one more of its colour. */
    static double exactly(int hits, int n, int alpha, int beta) {
        double probability = 1;
        for (int i = 0; i < n; i++) {
            // One draw in one order, hits first; times the i-th factor of the number of orders.
            double drawn = i < hits ? (alpha + i) * (double) (n - i) / (i + 1) : beta + i - hits;
            probability *= drawn / (alpha + beta + i);
        }
        return probability;
    }
}
