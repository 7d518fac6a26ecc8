package dev.tutti.sense.feature;

/**
 * What the features ask of a character, as bits, so that a loop over a text asks once and hardly branches: where words
 * begin and end no processor foresees. Looked up where it is ASCII, as nearly all are.
 */
final class CharacterKinds {
    static final int ASCII = 128;

    /** {@link Character#isLetterOrDigit(char)}. */
    static final int WORD = 1;
    /** 0 to 9. */
    static final int DIGIT = 2;
    /** {@link Character#isWhitespace(char)}. */
    static final int WHITE = 4;
    /** Ends a line. */
    static final int LINE = 8;
    /** A backslash or a backtick. */
    static final int MARKUP = 16;

    /** Chinese, Japanese, Korean: a word of its own. */
    static final int CJK = 32;

    private static final byte[] KINDS = new byte[ASCII];
    private static final byte[] FOLDED = new byte[ASCII];
    private static final byte[] FOLDED_WHITE = new byte[ASCII];

    static {
        for (char c = 0; c < ASCII; c++) {
            int digit = c >= '0' && c <= '9' ? DIGIT : 0;
            int line = c == '\n' ? LINE : 0;
            int markup = c == '\\' || c == '`' ? MARKUP : 0;
            KINDS[c] = (byte) (beyond(c) | digit | line | markup);
            FOLDED[c] = (byte) Character.toLowerCase(c);
            FOLDED_WHITE[c] = Character.isWhitespace(c) ? (byte) ' ' : FOLDED[c];
        }
    }

    private CharacterKinds() {}

    static int of(char c) {
        return c < ASCII ? KINDS[c] : beyond(c);
    }

    private static int beyond(char c) {
        int cjk = isCjk(c) ? CJK : 0;
        return cjk | (Character.isLetterOrDigit(c) ? WORD : Character.isWhitespace(c) ? WHITE : 0);
    }

    /** {@link Character#toLowerCase(char)}. */
    static char folded(char c) {
        return c < ASCII ? (char) FOLDED[c] : Character.toLowerCase(c);
    }

    /** The same, and a blank for {@link Character#isWhitespace(char)}. */
    static char foldedWhite(char c) {
        if (c < ASCII) {
            return (char) FOLDED_WHITE[c];
        }
        return Character.isWhitespace(c) ? ' ' : Character.toLowerCase(c);
    }

    /** Chinese, Japanese, Korean. */
    static boolean isCjk(char c) {
        return c >= '\u3040' && (c <= '\u9fff' || (c >= '\uac00' && c <= '\ud7af') || (c >= '\uf900' && c <= '\ufaff'));
    }
}
