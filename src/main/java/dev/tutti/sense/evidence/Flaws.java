package dev.tutti.sense.evidence;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What code can see to be wrong with an answer: the worst first. */
final class Flaws {
    private static final String[] REFUSALS = {
        "i can't assist",
        "i cannot assist",
        "i can't help",
        "i cannot help",
        "i'm unable to",
        "i am unable to",
        "i can't provide",
        "i cannot provide",
        "i'm not able to",
        "i am not able to",
        "i'm sorry, but i can",
        "i am sorry, but i can",
        "i cannot fulfill",
        "i can't fulfill",
        "i must decline",
        "i won't be able to",
        "i cannot comply",
        "i can't comply",
        "as an ai language model, i can"
    };
    /** A refusal stands at the beginning; further in, the phrase may be part of an answer. */
    private static final int REFUSAL_CHARACTERS = 200;

    private static final int READ_CHARACTERS = 65_536;
    /** Lines of one text of which so many are the same, or words of which so few are different, repeat themselves. */
    private static final int LEAST_LINES = 8;

    private static final int LEAST_WORDS = 60;
    private static final double REPEATED_LINES = 0.6;
    private static final double DIFFERENT_WORDS = 0.08;

    private Flaws() {}

    static Flaw of(String text, String finishReason, boolean lacksJson, boolean brief) {
        if (text.isBlank()) {
            return Flaw.EMPTY;
        }
        if (finishReason.equals("length")) {
            return Flaw.CUT_OFF;
        }
        if (finishReason.equals("content_filter") || refuses(text)) {
            return Flaw.REFUSAL;
        }
        if (lacksJson) {
            return Flaw.NOT_THE_DEMANDED_JSON;
        }
        return !brief && repeats(text.substring(0, Math.min(text.length(), READ_CHARACTERS)))
                ? Flaw.REPETITIVE
                : Flaw.NONE;
    }

    private static boolean refuses(String text) {
        String start = text.strip();
        start = start.substring(0, Math.min(start.length(), REFUSAL_CHARACTERS))
                .toLowerCase(Locale.ROOT)
                .replace('\u2019', '\'');
        for (String refusal : REFUSALS) {
            if (start.contains(refusal)) {
                return true;
            }
        }
        return false;
    }

    private static boolean repeats(String text) {
        Map<String, Integer> lines = counts(text.lines()
                .map(String::strip)
                .filter(line -> line.length() > 3)
                .toList());
        Map<String, Integer> words = counts(List.of(text.split(" ")));
        return mostShare(lines, LEAST_LINES) >= REPEATED_LINES
                || (total(words) >= LEAST_WORDS && words.size() < DIFFERENT_WORDS * Math.min(total(words), 1000));
    }

    private static Map<String, Integer> counts(Iterable<String> parts) {
        Map<String, Integer> counts = new HashMap<>();
        parts.forEach(part -> counts.merge(part, 1, Integer::sum));
        return counts;
    }

    private static double mostShare(Map<String, Integer> counts, int least) {
        int total = total(counts);
        int most = counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        return total < least ? 0 : most / (double) total;
    }

    private static int total(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
