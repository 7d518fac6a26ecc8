package dev.tutti.sense.feature;

import dev.tutti.words.chat.StableHash;
import java.util.BitSet;
import java.util.List;

/** The hashed n-grams of texts: word unigrams and bigrams, and character 3- to 5-grams with white space folded. */
final class Grams {
    private static final int UNIGRAMS = 128;
    private static final int BIGRAMS = 64;
    private static final int CHARACTER_GRAMS = 64;
    /** Characters. */
    private static final int MOST_GUESSED = 4_096;

    /** Odd constants that keep grams of different lengths apart. */
    private static final long THREE = 0x9e3779b97f4a7c15L;

    private static final long FOUR = 0xd1b54a32d192ed03L;
    private static final long FIFTH = 0x8cb92ba72f3d8dd7L;

    private final GramSample unigrams = new GramSample(UNIGRAMS);
    private final GramSample bigrams = new GramSample(BIGRAMS);
    private final GramSample characters;

    private Grams(GramSample characters) {
        this.characters = characters;
    }

    /** Of the texts; ascending, without repeats. */
    static int[] buckets(List<char[]> texts) {
        int length = texts.stream().mapToInt(text -> text.length).sum();
        // A long text says much again, so that nobody can guess how much of it differs.
        if (length <= MOST_GUESSED) {
            Grams guessed = new Grams(GramSample.expecting(3 * length, CHARACTER_GRAMS));
            texts.forEach(guessed::read);
            if (guessed.characters.isWhole()) {
                return guessed.buckets();
            }
        }
        Grams grams = new Grams(new GramSample(CHARACTER_GRAMS));
        texts.forEach(grams::read);
        return grams.buckets();
    }

    private void read(char[] text) {
        long word = 0;
        long before = 0;
        Window window = new Window(characters);
        for (char read : text) {
            char c = CharacterKinds.folded(read);
            int kind = CharacterKinds.of(c);
            boolean inWord = (kind & CharacterKinds.WORD) != 0;
            boolean alone = CharacterKinds.isCjk(c);
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
            window.push((kind & CharacterKinds.WHITE) != 0 ? ' ' : c);
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

    private int[] buckets() {
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
        private final GramSample sample;
        private long bound;
        private long lastFour;
        private int filled;

        Window(GramSample sample) {
            this.sample = sample;
            this.bound = sample.bound();
        }

        void push(char c) {
            if (c == ' ' && (lastFour & 0xffff) == ' ') {
                return;
            }
            long fifth = lastFour >>> 48;
            lastFour = (lastFour << 16) | c;
            filled++;
            if (filled >= 5) {
                offer(StableHash.mix(lastFour ^ (fifth + 5) * FIFTH));
            }
            if (filled >= 4) {
                offer(StableHash.mix(lastFour ^ FOUR));
            }
            if (filled >= 3) {
                offer(StableHash.mix((lastFour & 0xffff_ffff_ffffL) ^ THREE));
            }
        }

        private void offer(long hash) {
            if (hash <= bound) {
                sample.offer(hash);
                bound = sample.bound();
            }
        }
    }
}
