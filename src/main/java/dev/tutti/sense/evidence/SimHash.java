package dev.tutti.sense.evidence;

import dev.tutti.words.chat.StableHash;

/**
 * 64 bits of which two similar texts share most (Charikar 2002), over words and word pairs in lower case. It is in
 * rows on disk and never changes.
 */
final class SimHash {
    private static final int READ_CHARACTERS = 65_536;
    /** At most as many votes as characters are read: a word and a pair for every two. */
    private static final int PLANES = 17;

    /** For each of the 64 bits a count of votes for it: {@code votes[j]} holds the bits of weight 2^j of all counts. */
    private final long[] votes = new long[PLANES];

    private int voters;

    private SimHash() {}

    /** 0 for a text without words. */
    static long of(String text) {
        SimHash hash = new SimHash();
        long word = 0;
        long before = 0;
        int end = Math.min(text.length(), READ_CHARACTERS);
        for (int i = 0; i <= end; i++) {
            char c = i < end ? text.charAt(i) : ' ';
            if (Character.isLetterOrDigit(c)) {
                word = StableHash.step(word, Character.toLowerCase(c));
            } else if (word != 0) {
                hash.vote(StableHash.mix(word));
                if (before != 0) {
                    hash.vote(StableHash.mix(before * 31 + word));
                }
                before = word;
                word = 0;
            }
        }
        return hash.bits();
    }

    /** Adds 1 to the counts of the bits that are set: all 64 in one addition with carry. */
    private void vote(long hash) {
        voters++;
        long carry = hash;
        for (int j = 0; carry != 0; j++) {
            long sum = votes[j] ^ carry;
            carry &= votes[j];
            votes[j] = sum;
        }
    }

    /** The bits that more than half voted for: counts compared with the half from their highest place down. */
    private long bits() {
        int half = voters / 2;
        long more = 0;
        long equal = -1;
        for (int j = PLANES - 1; j >= 0; j--) {
            long place = ((half >>> j) & 1) == 1 ? -1 : 0;
            more |= equal & votes[j] & ~place;
            equal &= ~(votes[j] ^ place);
        }
        return more;
    }
}
