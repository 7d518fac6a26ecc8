package dev.tutti.sense.evidence;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

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
        return repeatsLine(text) || repeatsWords(text);
    }

    private static boolean repeatsLine(String text) {
        if (!hasLines(text)) {
            return false;
        }
        int total = 0;
        int most = 0;
        Map<String, Integer> counts = new HashMap<>();
        for (String line : (Iterable<String>) text.lines().map(String::strip)::iterator) {
            if (line.length() > 3) {
                total++;
                most = Math.max(most, counts.merge(line, 1, Integer::sum));
            }
        }
        return total >= LEAST_LINES && most / (double) total >= REPEATED_LINES;
    }

    /** Most texts have too few line ends to be looked at more closely. */
    private static boolean hasLines(String text) {
        int lines = 1;
        for (int i = 0; i < text.length() && lines < LEAST_LINES; i++) {
            char c = text.charAt(i);
            lines += c == '\n' || c == '\r' ? 1 : 0;
        }
        return lines >= LEAST_LINES;
    }

    /** Words are what stands between blanks, empty ones too, but for those at the end. */
    private static boolean repeatsWords(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        int total = 1;
        for (int i = 0; i < end; i++) {
            total += text.charAt(i) == ' ' ? 1 : 0;
        }
        return total >= LEAST_WORDS && !hasDifferentWords(text, end, DIFFERENT_WORDS * Math.min(total, 1000));
    }

    /** Reads no further than it must: in most texts the first few words are already different enough. */
    private static boolean hasDifferentWords(String text, int end, double enough) {
        Set<String> different = new HashSet<>();
        int start = 0;
        while (start <= end && different.size() < enough) {
            int blank = text.indexOf(' ', start);
            int stop = blank < 0 || blank > end ? end : blank;
            different.add(text.substring(start, stop));
            start = stop + 1;
        }
        return different.size() >= enough;
    }
}
