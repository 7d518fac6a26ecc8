package dev.tutti.words.chat;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A number of tokens, never negative. */
public record Tokens(@JsonValue long count) implements Comparable<Tokens> {
    public static final Tokens NONE = new Tokens(0);

    @JsonCreator
    public Tokens {
        if (count < 0) {
            throw new IllegalArgumentException("a number of tokens is 0 or more, was " + count);
        }
    }

    public Tokens plus(Tokens other) {
        return new Tokens(Math.addExact(count, other.count));
    }

    public Tokens min(Tokens other) {
        return count <= other.count ? this : other;
    }

    @Override
    public int compareTo(Tokens other) {
        return Long.compare(count, other.count);
    }

    @Override
    public String toString() {
        return count + " tokens";
    }
}
