package dev.tutti.sense.feature;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The distinct n-grams with the smallest hashes, at most so many (a bottom-k sketch, Cohen and Kaplan 2007). Features are
 * in every row of the log, so they must stay small; which n-grams are kept depends on the n-grams alone, so two prompts
 * that share words share what is kept of them, however long they are. Made to be used again, by one thread at a time.
 */
final class GramSample {
    private static final int PLACES = 256;
    private static final int SEEN = 128;

    private final int most;

    /** The smallest so far, in order and distinct, and behind them what was offered since and may be among them. */
    private final long[] kept;

    private final long[] placed;

    /** Taken in lately, by the low bits: what a text says again and again need not be sorted again and again. */
    private final long[] seen = new long[SEEN];

    private final int[] ends = new int[PLACES];

    private int size;
    /** With which the bound began. */
    private long guess;

    private long bound;

    GramSample(int most) {
        this.most = most;
        kept = new long[3 * most];
        placed = new long[3 * most];
        clear();
    }

    /** Forgets what was offered. */
    void clear() {
        begin(Long.MAX_VALUE);
    }

    /**
     * The same, and so many n-grams follow, hashed evenly: about twice as many as are kept lie below a bound that can be told
     * beforehand, and what lies above need not be sorted out. Where the n-grams are too few that differ, {@link #isWhole}
     * tells.
     */
    void expect(int offers) {
        double share = 2.25 * most / Math.max(1, offers);
        begin(share >= 1 ? Long.MAX_VALUE : Long.MIN_VALUE + 2 * (long) (share * 0x1p63));
    }

    private void begin(long bound) {
        guess = bound;
        this.bound = bound;
        size = 0;
        Arrays.fill(seen, 0);
        // Nobody's: a hash of this place ends in a 0.
        seen[0] = 1;
    }

    /** What is larger is not among the smallest. */
    long bound() {
        return bound;
    }

    void offer(long hash) {
        if (hash > bound) {
            return;
        }
        int place = (int) hash & (SEEN - 1);
        if (seen[place] == hash) {
            return;
        }
        if (size == kept.length) {
            shrink();
            offer(hash);
            return;
        }
        seen[place] = hash;
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
        if (distinct == most) {
            bound = kept[most - 1];
        }
    }

    /**
     * From {@code kept} into {@code placed}. Hashes are spread evenly below the largest, so that their leading bits nearly
     * are their place; what is left to do is done by insertion.
     */
    private void sort() {
        int free = Long.numberOfLeadingZeros(bound ^ Long.MIN_VALUE);
        Arrays.fill(ends, 0);
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

    /** False when what was refused on a guess may belong to it. */
    boolean isWhole() {
        shrink();
        return guess == Long.MAX_VALUE || size == most;
    }

    /** Sets the buckets of what is kept. The low bits choose the bucket; what was kept was chosen by the high ones. */
    void buckets(BitSet to) {
        if (size > most) {
            shrink();
        }
        for (int i = 0; i < size; i++) {
            to.set((int) (kept[i] & (FeatureExtractor.BUCKETS - 1)));
        }
    }
}
