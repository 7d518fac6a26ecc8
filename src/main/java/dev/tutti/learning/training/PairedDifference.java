package dev.tutti.learning.training;

/**
 * The mean of weighted differences between two ways of answering the same prompts, with its standard error. Bounds are
 * one-sided and normal: use it from a few dozen pairs on.
 */
final class PairedDifference {
    private double weight;
    private double squaredWeight;
    private double sum;
    private double squares;
    private double largest;
    private double span;
    private int count;

    private PairedDifference(double span) {
        this.span = span;
    }

    /** Of scores, which are 0 to 1. */
    static PairedDifference ofScores() {
        return new PairedDifference(1);
    }

    /** Of costs, which reach as far as the largest that was seen: a dollar is no natural unit of them. */
    static PairedDifference ofCosts() {
        return new PairedDifference(0);
    }

    void addCosts(double one, double other, double by) {
        span = Math.max(span, Math.max(one, other));
        add(one - other, by);
    }

    void add(double difference, double by) {
        weight += by;
        squaredWeight += by * by;
        sum += by * difference;
        squares += by * difference * difference;
        largest = Math.max(largest, by);
        count++;
    }

    int count() {
        return count;
    }

    double largestWeight() {
        return largest;
    }

    /** Of how many equally weighted pairs this is worth. */
    double effectiveSize() {
        return count == 0 ? 0 : weight * weight / squaredWeight;
    }

    double mean() {
        return count == 0 ? 0 : sum / weight;
    }

    /** Infinite below two pairs: nothing is known. */
    double standardError() {
        double size = effectiveSize();
        if (size < 2) {
            return Double.POSITIVE_INFINITY;
        }
        double variance = Math.max(0, squares / weight - mean() * mean()) * size / (size - 1);
        // Rule of three: pairs that never differed do not prove that none ever will.
        double floor = span * span / (size * size);
        return Math.sqrt(Math.max(variance / size, floor));
    }

    /** Below this the mean is not, with the confidence of {@code z} standard errors. */
    double lower(double z) {
        return mean() - z * standardError();
    }

    double upper(double z) {
        return mean() + z * standardError();
    }

    /** One-sided p-value of "the mean is at least {@code bound}"; small when the mean is clearly below. */
    double pBelow(double bound) {
        double error = standardError();
        return Double.isInfinite(error) ? 1 : Normal.cumulative((mean() - bound) / error);
    }
}
