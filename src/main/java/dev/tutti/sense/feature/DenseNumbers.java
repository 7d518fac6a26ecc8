package dev.tutti.sense.feature;

import java.util.Arrays;

/**
 * Finite numbers, exact; in a fifth of the room where each is a number of ten-thousandths, as features are. Immutable.
 */
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
        return exact ? Rounded.of(counts) : new Any(numbers.clone());
    }

    /**
     * Each counted in ten-thousandths, in groups of 7 bits (low group first, the high bit says that more follow), the sign
     * in the lowest bit: many features are 0 or small.
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by what it holds, below
    record Rounded(int size, byte[] bytes) implements DenseNumbers {
        private static final double PARTS = 10_000;
        private static final int MOST_GROUPS = 5;

        static Rounded of(int[] counts) {
            byte[] bytes = new byte[counts.length * MOST_GROUPS];
            int n = 0;
            for (int count : counts) {
                int left = (count << 1) ^ (count >> 31);
                while ((left & ~127) != 0) {
                    bytes[n++] = (byte) (left | 128);
                    left >>>= 7;
                }
                bytes[n++] = (byte) left;
            }
            return new Rounded(counts.length, Arrays.copyOf(bytes, n));
        }

        @Override
        public double[] toArray() {
            double[] numbers = new double[size];
            int at = 0;
            for (int i = 0; i < size; i++) {
                int count = 0;
                int shift = 0;
                byte group;
                do {
                    group = bytes[at++];
                    count |= (group & 127) << shift;
                    shift += 7;
                } while (group < 0);
                numbers[i] = ((count >>> 1) ^ -(count & 1)) / PARTS;
            }
            return numbers;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Rounded that && size == that.size && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
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
