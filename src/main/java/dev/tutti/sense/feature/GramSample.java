package dev.tutti.sense.feature;

import java.util.Arrays;

/**
 * The distinct n-grams with the smallest hashes, at most so many (a bottom-k sketch, Cohen and Kaplan 2007). Features are
 * in every row of the log, so they must stay small; which n-grams are kept depends on the n-grams alone, so two prompts
 * that share words share what is kept of them, however long they are.
 */
final class GramSample {
    private final int most;

    /** The smallest so far, in order and distinct, and behind them what was offered since and may be among them. */
    private final long[] kept;

    private int size;
    private boolean full;
    private long largest;

    GramSample(int most) {
        this.most = most;
        kept = new long[3 * most];
    }

    void offer(long hash) {
        if (full && hash >= largest) {
            return;
        }
        if (size == kept.length) {
            shrink();
            offer(hash);
            return;
        }
        kept[size++] = hash;
    }

    /** Sorting now and then costs less than keeping order with each offer. */
    private void shrink() {
        Arrays.sort(kept, 0, size);
        int distinct = 0;
        for (int i = 0; i < size && distinct < most; i++) {
            if (distinct == 0 || kept[i] != kept[distinct - 1]) {
                kept[distinct++] = kept[i];
            }
        }
        size = distinct;
        full = distinct == most;
        largest = full ? kept[most - 1] : 0;
    }

    /**
     * Writes the buckets of what is kept, in no order and perhaps some twice, from {@code at} on; the index behind. The low
     * bits choose the bucket; what was kept was chosen by the high ones.
     */
    int buckets(int[] to, int at) {
        shrink();
        for (int i = 0; i < size; i++) {
            to[at + i] = (int) (kept[i] & (FeatureExtractor.BUCKETS - 1));
        }
        return at + size;
    }
}
