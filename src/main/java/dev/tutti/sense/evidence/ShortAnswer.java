package dev.tutti.sense.evidence;

import java.util.Locale;
import java.util.Optional;

/** The short answer in a text, as it was written: after a mark, or the whole of a short text. */
final class ShortAnswer {
    private static final String BOXED = "\\boxed{";
    private static final String HASHES = "####";
    private static final String[] MARKS = {"answer is", "answer:", "answer:**", "answer**:"};
    private static final int MOST_CHARACTERS = 400;
    private static final int MOST_WORDS = 12;

    private ShortAnswer() {}

    static Optional<String> find(String text) {
        String whole = text.strip();
        Optional<String> marked =
                boxed(whole).or(() -> afterLast(whole, HASHES)).or(() -> afterMark(whole));
        return marked.filter(ShortAnswer::isShort).or(() -> isShort(whole) ? Optional.of(whole) : Optional.empty());
    }

    private static Optional<String> boxed(String text) {
        int open = text.lastIndexOf(BOXED);
        if (open < 0) {
            return Optional.empty();
        }
        int depth = 1;
        int start = open + BOXED.length();
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (depth == 0) {
                return Optional.of(text.substring(start, i));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> afterMark(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.length() != text.length()) {
            return Optional.empty();
        }
        int best = -1;
        for (String mark : MARKS) {
            int at = lower.lastIndexOf(mark);
            best = at < 0 ? best : Math.max(best, at + mark.length());
        }
        return best < 0 ? Optional.empty() : lineFrom(text, best);
    }

    private static Optional<String> afterLast(String text, String mark) {
        int at = text.lastIndexOf(mark);
        return at < 0 ? Optional.empty() : lineFrom(text, at + mark.length());
    }

    /** The rest of the line, or the next line when the rest says nothing; up to the end of its first sentence. */
    private static Optional<String> lineFrom(String text, int start) {
        for (String line : text.substring(start).lines().limit(3).toList()) {
            String said = withoutLead(firstSentence(line));
            if (!said.isEmpty()) {
                return Optional.of(said);
            }
        }
        return Optional.empty();
    }

    private static String firstSentence(String line) {
        int end = line.indexOf(". ");
        boolean choice = end >= 0 && end < 4;
        return end < 0 || choice ? line : line.substring(0, end);
    }

    private static String withoutLead(String said) {
        int at = 0;
        while (at < said.length() && (said.charAt(at) <= ' ' || ":*".indexOf(said.charAt(at)) >= 0)) {
            at++;
        }
        return said.substring(at).strip();
    }

    /** One line of few words, or of more marks than letters: a list, a tuple, a formula. */
    private static boolean isShort(String text) {
        if (text.isEmpty() || text.length() > MOST_CHARACTERS || text.indexOf('\n') >= 0) {
            return false;
        }
        int gaps = 0;
        int letters = 0;
        for (int i = 0; i < text.length(); i++) {
            gaps += text.charAt(i) == ' ' ? 1 : 0;
            letters += Character.isLetter(text.charAt(i)) ? 1 : 0;
        }
        return gaps < MOST_WORDS || letters * 2 < text.length();
    }
}
