package dev.tutti.sense.feature;

/**
 * The tokens of texts, counted character by character. Letters of a word count a quarter each, and the word no less than
 * the places in it where tokenizers cut it: at its beginning, before a capital, and between letters that words seldom have
 * side by side. So words come out a little high, and base64, keys and hashes, of which two letters make a token, are not
 * taken for words. Digits, marks and all other scripts count what the less thrifty of the usual tokenizers make of them;
 * where these know little, a token for a byte. Blanks count where they are tokens of their own: a run of equal ones hardly,
 * changing ones all.
 *
 * <p>All of it but the letters' quarter is divided by {@value TokenEstimate#LEAST_SAFETY}, the least factor by which a promise
 * multiplies the sum. What may pass that still, by what cl100k makes of it in times the sum: invented words of common
 * syllables 1.75, Greek and Hebrew letters at random 1.9, Cyrillic ones 2.2, rare ideographs 2.4, rare Hangul 2.6.
 */
final class TextTokens {
    /** Parts of a token in which is counted, so that all weights are whole. */
    private static final int TOKEN = 48;

    private static final int LETTER = TOKEN / 4;
    /** One token before the safety factor. */
    private static final int ONE = (int) (TOKEN / TokenEstimate.LEAST_SAFETY);

    private static final int CAPITAL_AFTER_CAPITAL = ONE / 4;
    private static final char START = '\0';
    private static final int BLANK_AGAIN = ONE / 16;
    private static final int LINE_AGAIN = ONE / 8;

    private long sum;
    private int letters;
    private int cuts;
    /** The last character but one, and the last one. */
    private char earlier = START;

    private char before = START;

    void read(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (letter(c)) {
                letters += LETTER;
                cuts += cut(c);
            } else {
                endWord();
                sum += c < 128 ? ascii(c) : beyond(c);
            }
            earlier = before;
            before = c;
        }
        endWord();
        sum += before == ' ' ? ONE : 0;
        earlier = START;
        before = START;
    }

    long count() {
        return Math.ceilDiv(sum, TOKEN);
    }

    private void endWord() {
        sum += Math.max(letters, cuts);
        letters = 0;
        cuts = 0;
    }

    private int cut(char c) {
        if (!letter(before) || (c <= 'Z' && before > 'Z') || !LetterPairs.common(before, c)) {
            return ONE;
        }
        return c <= 'Z' ? CAPITAL_AFTER_CAPITAL : 0;
    }

    private int ascii(char c) {
        return switch (c) {
            // One blank belongs to the word or mark after it, if there is one; of a run the last one does, so two
            // blanks
            // are two tokens, and many hardly more.
            case ' ' -> before > ' ' ? 0 : before == ' ' && earlier <= ' ' ? BLANK_AGAIN : ONE;
            case '\n', '\r', '\t' ->
                before == c && earlier == c ? LINE_AGAIN : before == ' ' && c != '\n' ? 2 * ONE : ONE;
            default -> before == ' ' && (digit(c) || c < ' ') ? 2 * ONE : ONE;
        };
    }

    private int beyond(char c) {
        if (CharacterKinds.isCjk(c)) {
            // The ideographs before U+4E00 are in nobody's vocabulary.
            return c >= '\u3400' && c < '\u4e00' ? 3 * ONE : TOKEN;
        }
        if (c < '\u0800') {
            return alphabet(c);
        }
        boolean spelled = (c >= '\u0900' && c <= '\u0e7f') || (c >= '\u1ea0' && c <= '\u1ef9');
        boolean quote = c >= '\u2010' && c <= '\u2026';
        return spelled || quote ? TOKEN : Character.isSurrogate(c) ? 2 * ONE : 3 * ONE;
    }

    /** Of the scripts with two bytes a character in UTF-8. */
    private int alphabet(char c) {
        if (latin(c)) {
            return latin(before) ? 2 * ONE : ONE;
        }
        if (c >= '\u0410' && c <= '\u0451') {
            return TOKEN / 2;
        }
        boolean greek = c >= '\u0391' && c <= '\u03ce';
        boolean semitic = (c >= '\u05d0' && c <= '\u05ea') || (c >= '\u0620' && c <= '\u0652');
        return greek || semitic ? ONE + LETTER : 2 * ONE;
    }

    /** With an accent: seldom two side by side. */
    private static boolean latin(char c) {
        return c >= '\u00c0' && c < '\u0180';
    }

    private static boolean letter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }
}
