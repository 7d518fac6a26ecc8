package dev.tutti.sense.feature;

import java.util.BitSet;

/**
 * The distinct n-grams with the smallest hashes, at most so many (a bottom-k sketch, Cohen and Kaplan 2007). Features are
 * in every row of the log, so they must stay small; which n-grams are kept depends on the n-grams alone, so two prompts
 * that share words share what is kept of them, however long they are.
 */
final class GramSample {
    private static final int PLACES = 256;

    private final int most;

    /** The smallest so far, in order and distinct, and behind them what was offered since and may be among them. */
    private final long[] kept;

    private final long[] placed;

    private int size;
    private boolean full;
    private long largest;

    GramSample(int most) {
        this.most = most;
        kept = new long[3 * most];
        placed = new long[3 * most];
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
        sort();
        int distinct = 0;
        for (int i = 0; i < size && distinct < most; i++) {
            if (distinct == 0 || placed[i] != kept[distinct - 1]) {
                kept[distinct++] = placed[i];
            }
        }
        size = distinct;
        full = distinct == most;
        largest = full ? kept[most - 1] : 0;
    }

    /**
     * From {@code kept} into {@code placed}. Hashes are spread evenly below the largest, so that their leading bits nearly
     * are their place; what is left to do is done by insertion.
     */
    private void sort() {
        int free = full ? Long.numberOfLeadingZeros(largest ^ Long.MIN_VALUE) : 0;
        int[] ends = new int[PLACES];
        for (int i = 0; i < size; i++) {
            ends[place(kept[i], free)]++;
        }
        for (int place = 1; place < PLACES; place++) {
            ends[place] += ends[place - 1];
        }
        for (int i = size - 1; i >= 0; i--) {
            placed[--ends[place(kept[i], free)]] = kept[i];
        }
        for (int i = 1; i < size; i++) {
            long hash = placed[i];
            int at = i;
            while (at > 0 && placed[at - 1] > hash) {
                placed[at] = placed[--at];
            }
            placed[at] = hash;
        }
    }

    /** Rises with the hash; {@code free}: how many leading bits none of them uses. */
    private static int place(long hash, int free) {
        return (int) (((hash ^ Long.MIN_VALUE) << free) >>> (Long.SIZE - 8));
    }

    /** Sets the buckets of what is kept. The low bits choose the bucket; what was kept was chosen by the high ones. */
    void buckets(BitSet to) {
        shrink();
        for (int i = 0; i < size; i++) {
            to.set((int) (kept[i] & (FeatureExtractor.BUCKETS - 1)));
        }
    }
}
