package dev.tutti.sense.feature;

import static dev.tutti.sense.feature.FeatureExtractor.log;

/** Counts over characters and lines, collected in one pass over each text. */
final class TextCounts {
    private static final String CODE = "{}[];_=<>";
    private static final String MATH = "+-*/=^<>%|\u00d7\u00f7\u2211\u221a\u222b\u2264\u2265\u2260\u03c0";

    private long characters;
    private long words;
    private long wordCharacters;
    private long digits;
    private long capitals;
    private long punctuation;
    private long nonAscii;
    private long cjk;
    private long lines;
    private long code;
    private long fences;
    private long math;
    private long latex;
    private long questions;
    private long choices;
    private long items;
    private long numbers;

    void read(String text, int end) {
        char before = '\n';
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (before == '\n') {
                line(text, i, end);
            }
            character(c, before);
            if (c == '\\' && i + 1 < end && Character.isLetter(text.charAt(i + 1))) {
                latex++;
            }
            if (c == '`' && before != '`' && text.startsWith("```", i)) {
                fences++;
            }
            before = c;
        }
        characters += end;
    }

    private void character(char c, char before) {
        if (Character.isLetterOrDigit(c)) {
            word(c, before);
        } else if (!Character.isWhitespace(c)) {
            mark(c);
        }
        if (c >= 128) {
            nonAscii++;
            cjk += isCjk(c) ? 1 : 0;
        }
    }

    private void word(char c, char before) {
        wordCharacters++;
        if (!Character.isLetterOrDigit(before)) {
            words++;
        }
        if (c >= '0' && c <= '9') {
            digits++;
            numbers += before >= '0' && before <= '9' ? 0 : 1;
        } else if (Character.isUpperCase(c)) {
            capitals++;
        }
        math += c == '\u03c0' ? 1 : 0;
    }

    private void mark(char c) {
        punctuation++;
        code += CODE.indexOf(c) >= 0 ? 1 : 0;
        math += MATH.indexOf(c) >= 0 ? 1 : 0;
        latex += c == '$' ? 1 : 0;
        questions += c == '?' || c == '\uff1f' ? 1 : 0;
    }

    private void line(String text, int start, int end) {
        lines++;
        int at = start;
        while (at < end && at < start + 16 && text.charAt(at) == ' ') {
            at++;
        }
        char first = charAt(text, at, end);
        boolean bracket = first == '(';
        char letter = bracket ? charAt(text, at + 1, end) : first;
        char close = charAt(text, at + (bracket ? 2 : 1), end);
        if (letter >= 'A' && letter <= 'J' && (close == ')' || (!bracket && (close == '.' || close == ':')))) {
            choices++;
        }
        if (first == '-' || first == '*' || first == '\u2022' || (first >= '0' && first <= '9' && close == '.')) {
            items++;
        }
    }

    private static char charAt(String text, int at, int end) {
        return at < end ? text.charAt(at) : '\n';
    }

    static boolean isCjk(char c) {
        return (c >= '\u3040' && c <= '\u9fff') || (c >= '\uac00' && c <= '\ud7af') || (c >= '\uf900' && c <= '\ufaff');
    }

    /** From {@code mean_word_length} to {@code log_numbers}, in the schema's order. */
    double[] numbers() {
        double all = Math.max(1, characters);
        return new double[] {
            wordCharacters / (double) Math.max(1, words),
            digits / all,
            capitals / all,
            punctuation / all,
            nonAscii / all,
            cjk / all,
            log(lines),
            code / all,
            log(fences),
            math / all,
            log(latex),
            log(questions),
            log(choices),
            log(items),
            log(numbers)
        };
    }
}
