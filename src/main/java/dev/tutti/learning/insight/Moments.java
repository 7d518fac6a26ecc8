package dev.tutti.learning.insight;

/** Number, mean and variance of a stream of numbers, by Welford's method (1962), which does not cancel. */
final class Moments {
    private long n;
    private double mean;
    private double squares;

    void add(double number) {
        n++;
        double before = number - mean;
        mean += before / n;
        squares += before * (number - mean);
    }

    long n() {
        return n;
    }

    double mean() {
        return mean;
    }

    /** Of the population the numbers are a sample of; 0 for fewer than 2. */
    double variance() {
        return n < 2 ? 0 : squares / (n - 1);
    }
}
