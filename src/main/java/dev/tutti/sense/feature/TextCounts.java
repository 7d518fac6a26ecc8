package dev.tutti.sense.feature;

import static dev.tutti.sense.feature.FeatureExtractor.log;

/** Counts over characters and lines, collected in one pass over each text. */
final class TextCounts {
    private static final String CODE = "{}[];_=<>";
    private static final String MATH = "+-*/=^<>%|";
    private static final String MATH_BEYOND = "\u00d7\u00f7\u2211\u221a\u222b\u2264\u2265\u2260\u03c0";

    private static final char[] NONE = {};

    /** What is read now, and how much of it. */
    private char[] text = NONE;

    private int length;

    /** How often each character of ASCII was read: most counts are sums over a few of these. */
    private final int[] ascii = new int[CharacterKinds.ASCII];

    private long characters;
    private long words;
    private long lines;
    private long fences;
    private long commands;
    private long choices;
    private long items;
    private long numbers;
    /** Of the characters beyond ASCII. */
    private long letters;

    private long capitals;
    private long marks;
    private long cjk;
    private long math;
    private long questions;

    /** The first characters of an array, which may change when they are read. */
    void read(char[] array, int count) {
        text = array;
        length = count;
        int before = CharacterKinds.LINE;
        for (int i = 0; i < count; i++) {
            char c = array[i];
            int kind = CharacterKinds.of(c);
            if ((before & CharacterKinds.LINE) != 0) {
                line(i);
            }
            int begun = kind & ~before;
            words += begun & CharacterKinds.WORD;
            numbers += (begun & CharacterKinds.DIGIT) / CharacterKinds.DIGIT;
            if (c < CharacterKinds.ASCII) {
                ascii[c]++;
            } else {
                beyond(c, kind);
            }
            if ((kind & CharacterKinds.MARKUP) != 0) {
                markup(i);
            }
            before = kind;
        }
        characters += count;
        text = NONE;
    }

    private void beyond(char c, int kind) {
        if ((kind & CharacterKinds.WORD) != 0) {
            letters++;
            capitals += Character.isUpperCase(c) ? 1 : 0;
        } else if ((kind & CharacterKinds.WHITE) == 0) {
            marks++;
            questions += c == '\uff1f' ? 1 : 0;
        }
        cjk += (kind & CharacterKinds.CJK) / CharacterKinds.CJK;
        math += MATH_BEYOND.indexOf(c) >= 0 ? 1 : 0;
    }

    /** A backslash or a backtick may begin a command or a fence. */
    private void markup(int at) {
        if (text[at] == '\\') {
            commands += Character.isLetter(charAt(at + 1)) ? 1 : 0;
        } else if ((at == 0 || text[at - 1] != '`') && charAt(at + 1) == '`' && charAt(at + 2) == '`') {
            fences++;
        }
    }

    private void line(int start) {
        lines++;
        int at = start;
        while (at < length && at < start + 16 && text[at] == ' ') {
            at++;
        }
        char first = charAt(at);
        boolean bracket = first == '(';
        char letter = bracket ? charAt(at + 1) : first;
        char close = charAt(at + (bracket ? 2 : 1));
        if (letter >= 'A' && letter <= 'J' && (close == ')' || (!bracket && (close == '.' || close == ':')))) {
            choices++;
        }
        if (first == '-' || first == '*' || first == '\u2022' || (first >= '0' && first <= '9' && close == '.')) {
            items++;
        }
    }

    private char charAt(int at) {
        return at < length ? text[at] : '\n';
    }

    /** From {@code mean_word_length} to {@code log_numbers}, in the schema's order. */
    double[] numbers() {
        long all = Math.max(1, characters);
        long read = between('\0', (char) (CharacterKinds.ASCII - 1));
        long digits = between('0', '9');
        long capital = between('A', 'Z');
        long inWords = between('a', 'z') + capital + digits;
        long white = between('\t', '\r') + between('\u001c', ' ');
        return new double[] {
            (letters + inWords) / (double) Math.max(1, words),
            share(digits, all),
            share(capitals + capital, all),
            share(marks + read - inWords - white, all),
            share(characters - read, all),
            share(cjk, all),
            log(lines),
            share(among(CODE), all),
            log(fences),
            share(math + among(MATH), all),
            log(commands + ascii['$']),
            log(questions + ascii['?']),
            log(choices),
            log(items),
            log(numbers)
        };
    }

    private static double share(long some, long all) {
        return some / (double) all;
    }

    private long between(char first, char last) {
        long sum = 0;
        for (char c = first; c <= last; c++) {
            sum += ascii[c];
        }
        return sum;
    }

    private long among(String some) {
        long sum = 0;
        for (int i = 0; i < some.length(); i++) {
            sum += ascii[some.charAt(i)];
        }
        return sum;
    }
}
