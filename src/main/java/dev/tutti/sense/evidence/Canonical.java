package dev.tutti.sense.evidence;

import java.util.Locale;
import java.util.Optional;

/**
 * The one spelling of a short answer: markup, quotes, case, closing marks, spaces around marks and units gone; a choice
 * letter alone; a number as a reduced fraction, so that {@code 1,000.0}, {@code $1000} and {@code 1000} are one.
 */
final class Canonical {
    private static final String[] MARKUP = {
        "\\left", "\\right", "\\text", "\\mathrm", "\\displaystyle", "\\dfrac", "\\tfrac"
    };
    private static final String[] LEADS = {"the answer is ", "answer: ", "option ", "choice "};
    private static final String DROPPED = "*`$\"'\\\u201c\u201d\u2018\u2019";

    private Canonical() {}

    static String of(String answer) {
        String text = answer.strip();
        for (String markup : MARKUP) {
            text = text.contains(markup) ? text.replace(markup, markup.endsWith("frac") ? "\\frac" : "") : text;
        }
        text = fold(dropped(text)).toLowerCase(Locale.ROOT);
        for (String lead : LEADS) {
            text = text.startsWith(lead) ? text.substring(lead.length()) : text;
        }
        String bare = withoutEnd(text);
        return choice(bare).or(() -> CanonicalNumber.of(afterEquals(bare))).orElseGet(() -> tight(bare));
    }

    private static String dropped(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (DROPPED.indexOf(c) < 0) {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static String fold(String text) {
        StringBuilder out = new StringBuilder(text.length());
        boolean gap = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c)) {
                gap = out.length() > 0;
            } else {
                out.append(gap ? " " : "").append(c);
                gap = false;
            }
        }
        return out.toString();
    }

    private static String withoutEnd(String text) {
        int end = text.length();
        while (end > 0 && ".,;:! ".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return text.substring(0, end);
    }

    /** {@code (b)}, {@code b)}, {@code b. words}, {@code b}: the letter, of a to j. */
    private static Optional<String> choice(String text) {
        boolean bracket = text.startsWith("(");
        int at = bracket ? 1 : 0;
        if (text.length() <= at || text.charAt(at) < 'a' || text.charAt(at) > 'j') {
            return Optional.empty();
        }
        String letter = text.substring(at, at + 1);
        String rest = text.substring(at + 1);
        boolean alone = rest.startsWith(")") || (!bracket && (rest.isEmpty() || isDelimited(rest)));
        return alone && isLabel(rest) ? Optional.of(letter) : Optional.empty();
    }

    private static boolean isDelimited(String rest) {
        return rest.startsWith(". ") || rest.startsWith(": ");
    }

    /** After the closing mark comes nothing or words, never more of a formula such as {@code (a)(b)}. */
    private static boolean isLabel(String rest) {
        return rest.length() < 2 || rest.charAt(1) == ' ' || Character.isLetter(rest.charAt(1));
    }

    /** {@code x = 5}: what x is. */
    private static String afterEquals(String text) {
        int equals = text.indexOf('=');
        boolean named = equals > 0 && text.substring(0, equals).strip().chars().allMatch(Character::isLetter);
        return named ? text.substring(equals + 1).strip() : text;
    }

    /** A space stays only between two letters or digits: {@code [(4, 1)]} is {@code [(4,1)]}, new york is not newyork. */
    private static String tight(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean between = i > 0
                    && i + 1 < text.length()
                    && Character.isLetterOrDigit(text.charAt(i - 1))
                    && Character.isLetterOrDigit(text.charAt(i + 1));
            if (c != ' ' || between) {
                out.append(c);
            }
        }
        return out.toString();
    }
}
