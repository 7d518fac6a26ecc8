package dev.tutti.sense.feature;

import dev.tutti.words.chat.StableHash;
import java.util.BitSet;

/** The hashed n-grams of texts: word unigrams and bigrams, and character 3- to 5-grams with white space folded. */
final class Grams {
    private static final int UNIGRAMS = 128;
    private static final int BIGRAMS = 64;
    private static final int CHARACTER_GRAMS = 64;

    /** Odd constants that keep grams of different lengths apart. */
    private static final long THREE = 0x9e3779b97f4a7c15L;

    private static final long FOUR = 0xd1b54a32d192ed03L;
    private static final long FIFTH = 0x8cb92ba72f3d8dd7L;

    private final GramSample unigrams = new GramSample(UNIGRAMS);
    private final GramSample bigrams = new GramSample(BIGRAMS);
    private final GramSample characters = new GramSample(CHARACTER_GRAMS);

    void read(String text, int end) {
        long word = 0;
        long before = 0;
        Window window = new Window();
        for (int i = 0; i < end; i++) {
            char c = Character.toLowerCase(text.charAt(i));
            boolean inWord = Character.isLetterOrDigit(c);
            boolean alone = TextCounts.isCjk(c);
            if (word != 0 && (!inWord || alone)) {
                before = endWord(word, before);
                word = 0;
            }
            if (inWord) {
                word = StableHash.step(word, c);
            }
            if (alone) {
                before = endWord(word, before);
                word = 0;
            }
            window.push(Character.isWhitespace(c) ? ' ' : c, characters);
        }
        if (word != 0) {
            endWord(word, before);
        }
    }

    private long endWord(long word, long before) {
        unigrams.offer(StableHash.mix(word));
        if (before != 0) {
            bigrams.offer(StableHash.mix(before * 31 + word));
        }
        return word;
    }

    /** Ascending, without repeats. */
    int[] buckets() {
        BitSet buckets = new BitSet(FeatureExtractor.BUCKETS);
        unigrams.buckets(buckets);
        bigrams.buckets(buckets);
        characters.buckets(buckets);
        int[] ascending = new int[buckets.cardinality()];
        int bucket = -1;
        for (int i = 0; i < ascending.length; i++) {
            bucket = buckets.nextSetBit(bucket + 1);
            ascending[i] = bucket;
        }
        return ascending;
    }

    /** The last five characters; the packed last four fill one long. */
    private static final class Window {
        private long lastFour;
        private long fifth;
        private int filled;

        void push(char c, GramSample sample) {
            if (c == ' ' && (lastFour & 0xffff) == ' ') {
                return;
            }
            fifth = lastFour >>> 48;
            lastFour = (lastFour << 16) | c;
            filled++;
            if (filled >= 3) {
                sample.offer(StableHash.mix((lastFour & 0xffff_ffff_ffffL) ^ THREE));
            }
            if (filled >= 4) {
                sample.offer(StableHash.mix(lastFour ^ FOUR));
            }
            if (filled >= 5) {
                sample.offer(StableHash.mix(lastFour ^ (fifth + 5) * FIFTH));
            }
        }
    }
}
