package dev.tutti.sense.evidence;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * About how many instructions a regular expression becomes: RE2 writes out every counted repetition, so that three nested
 * ones of a thousand would take a thousand million. Read in one pass; odd expressions are only counted oddly.
 */
final class PatternSize {
    private static final long MOST = 1_000_000_000L;

    private final Deque<Long> outer = new ArrayDeque<>();
    private final String regex;
    private long size;
    /** Of what stands last: a repetition is one of it. */
    private long last;

    private int at;

    private PatternSize(String regex) {
        this.regex = regex;
    }

    static long of(String regex) {
        PatternSize counted = new PatternSize(regex);
        while (counted.at < regex.length()) {
            counted.step(regex.charAt(counted.at++));
        }
        return counted.outer.stream().mapToLong(Long::longValue).sum() + counted.size;
    }

    private void step(char c) {
        switch (c) {
            case '\\' -> {
                at++;
                add(1);
            }
            case '[' -> {
                skipClass();
                add(1);
            }
            case '(' -> {
                outer.push(size);
                size = 0;
            }
            case ')' -> {
                long group = size + 2;
                size = outer.isEmpty() ? 0 : outer.pop();
                add(group);
            }
            case '{' -> repeat();
            default -> add(1);
        }
    }

    private void add(long atom) {
        size = Math.min(MOST, size + atom);
        last = atom;
    }

    private void skipClass() {
        boolean first = true;
        while (at < regex.length() && (first || regex.charAt(at) != ']')) {
            first = first && regex.charAt(at) == '^';
            at += regex.charAt(at) == '\\' ? 2 : 1;
        }
        at++;
    }

    /** Of {@code n}, {@code n,} and {@code n,m} the larger number. */
    private void repeat() {
        long number = 0;
        long times = 1;
        while (at < regex.length() && regex.charAt(at) != '}') {
            char c = regex.charAt(at++);
            number = c >= '0' && c <= '9' ? Math.min(MOST, number * 10 + c - '0') : 0;
            times = Math.max(times, number);
        }
        at++;
        long all = last > MOST / times ? MOST : last * times;
        size = Math.min(MOST, size - last + all);
        last = all;
    }
}
