package dev.tutti.edge.practice;

import java.util.Locale;
import java.util.Optional;

/**
 * The right answer to a prompt in the simulated world: a short code hashed from the prompt's text, the same under every
 * seed. What stands after the last {@code The answer is} of an answer is what it says.
 */
public final class PracticeTruth {
    private static final String LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ";
    private static final String DIGITS = "23456789";
    private static final String MARK = "the answer is";
    private static final int LENGTH = 4;
    private static final long SEED = 0x70726163L;

    private PracticeTruth() {}

    /** The right answer's code. */
    public static String of(String prompt) {
        return code(Chance.of(SEED).with(PromptText.fold(prompt)));
    }

    /** 1 for an answer that gives the right code, 0 for any other. */
    public static double score(String prompt, String answerText) {
        return said(answerText).filter(of(prompt)::equals).isPresent() ? 1 : 0;
    }

    /** The code that an answer gives, if it gives one. */
    static Optional<String> said(String answerText) {
        int mark = answerText.toLowerCase(Locale.ROOT).lastIndexOf(MARK);
        if (mark < 0) {
            return Optional.empty();
        }
        for (int i = mark + MARK.length(); i + LENGTH <= answerText.length(); i++) {
            String code = answerText.substring(i, i + LENGTH);
            if (isCode(code)) {
                return Optional.of(code);
            }
        }
        return Optional.empty();
    }

    static String code(Chance chance) {
        StringBuilder code = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            String alphabet = alphabet(i);
            code.append(alphabet.charAt(chance.with(i).below(alphabet.length())));
        }
        return code.toString();
    }

    private static boolean isCode(String word) {
        for (int i = 0; i < LENGTH; i++) {
            if (alphabet(i).indexOf(word.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Letters and digits take turns, so that no code is a word or a number. */
    private static String alphabet(int place) {
        return place % 2 == 0 ? LETTERS : DIGITS;
    }
}
