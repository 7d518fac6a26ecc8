package dev.tutti.sense.feature;

import java.util.Arrays;

/**
 * The distinct n-grams with the smallest hashes, at most so many (a bottom-k sketch, Cohen and Kaplan 2007). Features are
 * in every row of the log, so they must stay small; which n-grams are kept depends on the n-grams alone, so two prompts
 * that share words share what is kept of them, however long they are.
 */
final class GramSample {
    private final long[] smallest;
    private int size;

    GramSample(int most) {
        smallest = new long[most];
    }

    void offer(long hash) {
        if (size == smallest.length && hash >= smallest[size - 1]) {
            return;
        }
        int at = Arrays.binarySearch(smallest, 0, size, hash);
        if (at >= 0) {
            return;
        }
        int to = -at - 1;
        int last = Math.min(size, smallest.length - 1);
        System.arraycopy(smallest, to, smallest, to + 1, last - to);
        smallest[to] = hash;
        size = last + 1;
    }

    /** The low bits choose the bucket; what was kept was chosen by the high ones. */
    void mark(boolean[] buckets) {
        for (int i = 0; i < size; i++) {
            buckets[(int) (smallest[i] & (buckets.length - 1))] = true;
        }
    }
}
