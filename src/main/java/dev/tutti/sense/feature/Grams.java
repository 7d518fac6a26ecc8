package dev.tutti.sense.feature;

import dev.tutti.words.chat.StableHash;
import java.util.BitSet;

/**
 * The hashed n-grams of texts: word unigrams and bigrams, and character 3- to 5-grams with white space folded. Made to be
 * used again, by one thread at a time.
 */
final class Grams {
    private static final int UNIGRAMS = 128;
    private static final int BIGRAMS = 64;

    private static final int LETTERS = CharacterKinds.WORD | CharacterKinds.CJK;

    private final GramSample unigrams = new GramSample(UNIGRAMS);
    private final GramSample bigrams = new GramSample(BIGRAMS);
    private final CharacterGrams characters = new CharacterGrams();
    private final BitSet buckets = new BitSet(FeatureExtractor.BUCKETS);

    /** Forgets what was read. */
    void clear() {
        unigrams.clear();
        bigrams.clear();
        characters.clear();
    }

    /** So many characters follow, which saves work; all is to be read again where {@link #isWhole} then says no. */
    void expect(int length) {
        characters.expect(length);
    }

    boolean isWhole() {
        return characters.isWhole();
    }

    /** A text of its own: the first characters of an array. */
    void read(char[] text, int length) {
        words(text, length);
        characters.read(text, length);
    }

    /** One loop within a word and one between words, so that what no processor foresees, where a word ends, is asked once. */
    private void words(char[] text, int length) {
        long before = 0;
        int i = 0;
        while (i < length) {
            char c = CharacterKinds.folded(text[i]);
            int kind = CharacterKinds.of(c) & LETTERS;
            if (kind == CharacterKinds.WORD) {
                long word = 0;
                do {
                    word = StableHash.step(word, c);
                    c = ++i < length ? CharacterKinds.folded(text[i]) : ' ';
                } while ((CharacterKinds.of(c) & LETTERS) == CharacterKinds.WORD);
                before = endWord(word, before);
            } else {
                if (kind != 0) {
                    before = endWord(kind == CharacterKinds.CJK ? 0 : StableHash.step(0, c), before);
                }
                i++;
            }
        }
    }

    private long endWord(long word, long before) {
        unigrams.offer(StableHash.mix(word));
        if (before != 0) {
            bigrams.offer(StableHash.mix(before * 31 + word));
        }
        return word;
    }

    /** Of all that was read; ascending, without repeats. */
    int[] buckets() {
        buckets.clear();
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
}
