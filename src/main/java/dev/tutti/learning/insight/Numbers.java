package dev.tutti.learning.insight;

import java.util.Arrays;

/** A growing array of numbers. */
final class Numbers {
    private double[] numbers = new double[16];
    private int n;

    void add(double number) {
        if (n == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * n);
        }
        numbers[n++] = number;
    }

    double[] all() {
        return Arrays.copyOf(numbers, n);
    }
}
