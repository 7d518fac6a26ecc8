package dev.tutti.sense.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.words.chat.ChatRequest;
import dev.tutti.words.chat.Message;
import dev.tutti.words.chat.Role;
import dev.tutti.words.chat.StableHash;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** The buckets are on disk and in router models, so they stay as they are: here they are worked out the obvious way. */
final class GramsPropertyTest {
    private static final FeatureExtractor EXTRACTOR = new FeatureExtractor();

    @Property
    void bucketsAreThoseOfTheObviousWay(@ForAll("messages") List<String> texts) {
        assertThat(buckets(texts)).isEqualTo(obvious(texts));
    }

    /** A reader is lent again with tables and room that another prompt left. */
    @Test
    void whatWasReadBeforeLeavesNothing() {
        List<String> brief = List.of("Which ship left last?");
        int[] alone = buckets(brief);
        buckets(List.of(
                "harbour ".repeat(8_000) + "tide", "x".repeat(70_000), "seven trawlers, two ferries. ".repeat(90)));

        assertThat(buckets(brief)).isEqualTo(alone).isEqualTo(obvious(brief));
    }

    @Test
    void manyAtOnceReadWhatOneReads() {
        List<List<String>> prompts = IntStream.range(0, 400)
                .mapToObj(i -> List.of("ship " + i + " left ".repeat(i % 50), "quay " + i * i))
                .toList();

        List<int[]> atOnce =
                prompts.parallelStream().map(GramsPropertyTest::buckets).toList();

        for (int i = 0; i < prompts.size(); i++) {
            assertThat(atOnce.get(i)).isEqualTo(obvious(prompts.get(i)));
        }
    }

    @Provide
    static Arbitrary<List<String>> messages() {
        Arbitrary<String> words = Arbitraries.of(
                "Ship",
                "ship",
                "tide",
                " ",
                "  ",
                "\n",
                "\u3000",
                ". ",
                "42",
                "\u6f6e",
                "\u30fb",
                "\u00c9",
                "\u0130",
                "e\u0301",
                "\ud83d\udea2");
        return Arbitraries.oneOf(
                        Arbitraries.strings().ofMaxLength(1_200),
                        Arbitraries.strings().ascii().ofMaxLength(1_200),
                        words.list().ofMaxSize(900).map(some -> String.join("", some)),
                        Arbitraries.strings().ascii().ofMinLength(7_000).ofMaxLength(10_000))
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    private static int[] buckets(List<String> texts) {
        List<Message> messages =
                texts.stream().map(text -> Requests.message(Role.USER, text)).toList();
        ChatRequest request = Requests.of(OptionalLong.empty(), 1, Set.of(), messages.toArray(new Message[0]));
        return EXTRACTOR.extract(request, Optional.empty()).hashed();
    }

    private static int[] obvious(List<String> texts) {
        Set<Long> unigrams = new HashSet<>();
        Set<Long> bigrams = new HashSet<>();
        Set<Long> characters = new HashSet<>();
        int left = FeatureExtractor.MOST_CHARACTERS;
        for (String text : texts.reversed()) {
            for (String read : read(text, left)) {
                words(read, unigrams, bigrams);
                characters(read, characters);
            }
            left = Math.max(0, left - text.length());
        }
        BitSet buckets = new BitSet();
        smallest(unigrams, 128, buckets);
        smallest(bigrams, 64, buckets);
        smallest(characters, 64, buckets);
        return buckets.stream().toArray();
    }

    private static List<String> read(String text, int left) {
        int head = left / 2;
        return text.length() <= left
                ? List.of(text)
                : List.of(text.substring(0, head), text.substring(text.length() - left + head));
    }

    private static void words(String text, Set<Long> unigrams, Set<Long> bigrams) {
        long before = 0;
        int at = 0;
        while (at < text.length()) {
            int end = at;
            if (alone(text, at)) {
                end++;
            } else {
                while (end < text.length() && inWord(text, end) && !alone(text, end)) {
                    end++;
                }
            }
            if (end > at) {
                long word = inWord(text, at) ? unfinished(text, at, end) : 0;
                unigrams.add(StableHash.mix(word));
                if (before != 0) {
                    bigrams.add(StableHash.mix(before * 31 + word));
                }
                before = word;
            }
            at = Math.max(end, at + 1);
        }
    }

    private static long unfinished(String text, int from, int to) {
        long word = 0;
        for (int i = from; i < to; i++) {
            word = StableHash.step(word, Character.toLowerCase(text.charAt(i)));
        }
        return word;
    }

    private static boolean inWord(String text, int at) {
        return Character.isLetterOrDigit(Character.toLowerCase(text.charAt(at)));
    }

    private static boolean alone(String text, int at) {
        return CharacterKinds.isCjk(Character.toLowerCase(text.charAt(at)));
    }

    private static void characters(String text, Set<Long> to) {
        StringBuilder folded = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char shown = Character.isWhitespace(c) ? ' ' : Character.toLowerCase(c);
            if (shown != ' ' || folded.isEmpty() || folded.charAt(folded.length() - 1) != ' ') {
                folded.append(shown);
            }
        }
        for (int end = 3; end <= folded.length(); end++) {
            to.add(StableHash.mix(packed(folded, end, 3) ^ 0x9e3779b97f4a7c15L));
            if (end >= 4) {
                to.add(StableHash.mix(packed(folded, end, 4) ^ 0xd1b54a32d192ed03L));
            }
            if (end >= 5) {
                to.add(StableHash.mix(packed(folded, end, 4) ^ (folded.charAt(end - 5) + 5L) * 0x8cb92ba72f3d8dd7L));
            }
        }
    }

    private static long packed(CharSequence text, int end, int length) {
        long packed = 0;
        for (int i = end - length; i < end; i++) {
            packed = (packed << 16) | text.charAt(i);
        }
        return packed;
    }

    private static void smallest(Set<Long> hashes, int most, BitSet to) {
        new TreeSet<>(hashes).stream().limit(most).forEach(hash -> to.set((int) (hash & 0x3fff)));
    }
}
