package dev.tutti.sense.evidence;

import dev.tutti.words.chat.StableHash;

/** The slow obvious form of {@link SimHash}: every hash votes for or against each of 64 bits. */
final class ObviousSimHash {
    private static final int READ_CHARACTERS = 65_536;

    private final int[] votes = new int[Long.SIZE];

    private ObviousSimHash() {}

    /** 0 for a text without words. */
    static long of(String text) {
        ObviousSimHash hash = new ObviousSimHash();
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

    private void vote(long hash) {
        for (int i = 0; i < Long.SIZE; i++) {
            votes[i] += ((hash >>> i) & 1) == 1 ? 1 : -1;
        }
    }

    private long bits() {
        long bits = 0;
        for (int i = 0; i < Long.SIZE; i++) {
            bits |= votes[i] > 0 ? 1L << i : 0;
        }
        return bits;
    }
}
