package dev.tutti.sense.feature;

import java.util.Arrays;

/** Finite numbers, exact; in half the room where each is a number of ten-thousandths, as features are. Immutable. */
sealed interface DenseNumbers {
    int size();

    double[] toArray();

    /** {@link IllegalArgumentException} when one of them is not finite. */
    static DenseNumbers of(double[] numbers) {
        int[] counts = new int[numbers.length];
        boolean exact = true;
        for (int i = 0; i < numbers.length; i++) {
            if (!Double.isFinite(numbers[i])) {
                throw new IllegalArgumentException("features are finite numbers, was " + Arrays.toString(numbers));
            }
            counts[i] = (int) Math.round(numbers[i] * Rounded.PARTS);
            exact &= Double.doubleToRawLongBits(counts[i] / Rounded.PARTS) == Double.doubleToRawLongBits(numbers[i]);
        }
        return exact ? new Rounded(counts) : new Any(numbers.clone());
    }

    /** Each counted in ten-thousandths. */
    @SuppressWarnings("ArrayRecordComponent") // compared by what they hold, below
    record Rounded(int[] counts) implements DenseNumbers {
        private static final double PARTS = 10_000;

        @Override
        public int size() {
            return counts.length;
        }

        @Override
        public double[] toArray() {
            double[] numbers = new double[counts.length];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = counts[i] / PARTS;
            }
            return numbers;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Rounded that && Arrays.equals(counts, that.counts);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(counts);
        }
    }

    /** As they are. */
    @SuppressWarnings("ArrayRecordComponent") // compared by what they hold, below
    record Any(double[] numbers) implements DenseNumbers {
        @Override
        public int size() {
            return numbers.length;
        }

        @Override
        public double[] toArray() {
            return numbers.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Any that && Arrays.equals(numbers, that.numbers);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(numbers);
        }
    }
}
