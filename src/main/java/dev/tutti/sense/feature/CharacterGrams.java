package dev.tutti.sense.feature;

import dev.tutti.words.chat.StableHash;
import java.util.BitSet;

/**
 * The character 3- to 5-grams of texts, white space folded, hashed a block at a time: loops that do one thing to plain
 * arrays, which the compiler turns into instructions for several numbers at once. Few hashes are small enough to be kept, so
 * only the smallest of each place is looked at.
 */
final class CharacterGrams {
    private static final int MOST = 64;
    private static final int BLOCK = 512;

    /** Odd constants that keep grams of different lengths apart. */
    private static final long THREE = 0x9e3779b97f4a7c15L;

    private static final long FOUR = 0xd1b54a32d192ed03L;
    private static final long FIFTH = 0x8cb92ba72f3d8dd7L;
    private static final long LAST_THREE = 0xffff_ffff_ffffL;

    private final GramSample sample = new GramSample(MOST);

    /** Where a character stands, it and the three before it, the last in the lowest bits; before the hash. */
    private final long[] fours = new long[BLOCK];
    /** The same with the fourth before it. */
    private final long[] fives = new long[BLOCK];
    /** The smallest hash of the three that end there. */
    private final long[] least = new long[BLOCK];

    /** Characters of this text so far, white space folded. */
    private int read;

    private long lastFour;

    void clear() {
        sample.clear();
    }

    /** About so many characters follow. */
    void expect(int length) {
        sample.expect(3 * length);
    }

    boolean isWhole() {
        return sample.isWhole();
    }

    void buckets(BitSet to) {
        sample.buckets(to);
    }

    /** A text of its own: the first characters of an array. */
    void read(char[] text, int length) {
        read = 0;
        lastFour = 0;
        for (int from = 0; from < length; from += BLOCK) {
            int filled = fold(text, from, Math.min(length, from + BLOCK));
            hash(filled);
            offer(filled);
            read += filled;
        }
    }

    private int fold(char[] text, int from, int to) {
        int filled = 0;
        long last = lastFour;
        for (int i = from; i < to; i++) {
            char folded = CharacterKinds.foldedWhite(text[i]);
            // One question, not two: nobody foresees where a word ends, but blanks in a row are rare.
            if (((folded ^ ' ') | ((last & 0xffff) ^ ' ')) == 0) {
                continue;
            }
            long fifth = last >>> 48;
            last = (last << 16) | folded;
            fours[filled] = last;
            fives[filled++] = last ^ (fifth + 5) * FIFTH;
        }
        lastFour = last;
        return filled;
    }

    /** Three loops, not one: the compiler makes each of them wide, but not all together. */
    private void hash(int filled) {
        for (int i = 0; i < filled; i++) {
            least[i] = three(fours[i]);
        }
        for (int i = 0; i < filled; i++) {
            least[i] = Math.min(least[i], four(fours[i]));
        }
        for (int i = 0; i < filled; i++) {
            least[i] = Math.min(least[i], StableHash.mix(fives[i]));
        }
    }

    private static long three(long lastFour) {
        return StableHash.mix((lastFour & LAST_THREE) ^ THREE);
    }

    private static long four(long lastFour) {
        return StableHash.mix(lastFour ^ FOUR);
    }

    private void offer(int filled) {
        long bound = sample.bound();
        for (int i = 0; i < filled; i++) {
            if (least[i] <= bound) {
                offer(i, read + i + 1);
                bound = sample.bound();
            }
        }
    }

    /** What ends at a place; {@code length}: of the text up to there. */
    private void offer(int place, int length) {
        if (length >= 5) {
            sample.offer(StableHash.mix(fives[place]));
        }
        if (length >= 4) {
            sample.offer(four(fours[place]));
        }
        if (length >= 3) {
            sample.offer(three(fours[place]));
        }
    }
}
