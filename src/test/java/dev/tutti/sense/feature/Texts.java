package dev.tutti.sense.feature;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Any text that a request may hold: every UTF-16 unit there is, lone surrogates too, and runs and repeats of them. */
public final class Texts {
    private Texts() {}

    public static Arbitrary<String> any() {
        return Combinators.combine(
                        pieces().list().ofMaxSize(12), Arbitraries.integers().between(1, 4))
                .as((pieces, times) -> String.join("", pieces).repeat(times));
    }

    private static Arbitrary<String> pieces() {
        return Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.strings().ascii().ofMaxLength(60)),
                Tuple.of(3, Arbitraries.strings().withCharRange('\0', '\uffff').ofMaxLength(20)),
                Tuple.of(2, Arbitraries.strings().withCharRange('\0', '\u00ff').ofMaxLength(20)),
                Tuple.of(
                        2,
                        Arbitraries.strings()
                                .withChars("{}()[]`$\\?-*+=A1.: \t\r\n")
                                .ofMaxLength(30)),
                Tuple.of(
                        1,
                        Arbitraries.strings().withCharRange('\u3030', '\u30ff').ofMaxLength(20)),
                Tuple.of(
                        1,
                        Arbitraries.of(
                                " \n\nB) x", "\n(C) y", "\n1. z", "```x```", "\\pi", "e\u0301\u0308", "\ud83d\ude00")),
                Tuple.of(1, runs()));
    }

    private static Arbitrary<String> runs() {
        return Combinators.combine(
                        Arbitraries.chars().all(), Arbitraries.integers().between(1, 300))
                .as((c, times) -> String.valueOf(c).repeat(times));
    }
}
