package dev.tutti.sense.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.sense.feature.Texts;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Sketches are in rows on disk, so a faster way to them may not change one bit. */
final class FastSketchPropertyTest {
    private static final int READ_CHARACTERS = 65_536;

    @Provide
    Arbitrary<String> texts() {
        return Texts.any();
    }

    /** Few lines and words, often repeated, around what counts as too often. */
    @Provide
    Arbitrary<String> repetitive() {
        Arbitrary<String> word =
                Arbitraries.of("on", "and", "over", "", "again\n", "I go\r\n", "\n", "so it goes\n", "\r");
        Arbitrary<String> some = word.list().ofMinSize(1).ofMaxSize(6).map(words -> String.join(" ", words));
        return Combinators.combine(some, some, Arbitraries.integers().between(0, 40), Arbitraries.of("", " ", "  "))
                .as((start, again, times, end) -> start + (" " + again).repeat(times) + end);
    }

    @Property
    void theSimilarityIsTheSlowObviousOne(@ForAll("texts") String text) {
        assertThat(SimHash.of(text)).isEqualTo(ObviousSimHash.of(text));
    }

    @Example
    void theSimilarityOfAsManyWordsAsAreReadIsTheSlowObviousOne() {
        for (String text : List.of("a ".repeat(READ_CHARACTERS), "a b ".repeat(READ_CHARACTERS / 4), "")) {
            assertThat(SimHash.of(text)).isEqualTo(ObviousSimHash.of(text));
        }
    }

    @Property
    void aTextRepeatsItselfWhenItDoesSoTheSlowObviousWay(@ForAll("repetitive") String text) {
        assertRepetitionIsSeen(text);
    }

    @Property
    void anyTextRepeatsItselfWhenItDoesSoTheSlowObviousWay(@ForAll("texts") String text) {
        assertRepetitionIsSeen(text);
    }

    private static void assertRepetitionIsSeen(String text) {
        Flaw flaw = Flaws.of("x" + text, "stop", false, false);

        assertThat(flaw == Flaw.REPETITIVE).isEqualTo(repeats("x" + text));
    }

    private static boolean repeats(String text) {
        List<String> lines = text.lines()
                .map(String::strip)
                .filter(line -> line.length() > 3)
                .toList();
        List<String> words = Arrays.asList(text.split(" "));
        boolean sameLines = lines.size() >= 8 && most(lines) / (double) lines.size() >= 0.6;
        return sameLines
                || (words.size() >= 60 && words.stream().distinct().count() < 0.08 * Math.min(words.size(), 1000));
    }

    private static long most(List<String> lines) {
        return Collections.max(lines.stream()
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                .values());
    }
}
