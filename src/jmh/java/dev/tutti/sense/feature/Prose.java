package dev.tutti.sense.feature;

import java.util.Random;

/** Prompts of 1 KB, no two alike, for benchmarks. */
public final class Prose {
    private static final String[] WORDS = ("the harbour master counts twelve ships and 3 cranes; their cargo is "
                    + "wheat, oil or timber, and each of them leaves with the tide")
            .split(" ");

    private Prose() {}

    public static String of(Random random) {
        StringBuilder text = new StringBuilder();
        while (text.length() < 1_000) {
            text.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
        }
        return text.toString();
    }
}
