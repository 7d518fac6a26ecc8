package dev.tutti.words.chat;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The catalogue's name of a model, such as {@code openai/gpt-4o-mini}: 1 to 200 printable characters without blanks. */
public record ModelId(@JsonValue String value) implements Comparable<ModelId> {
    private static final int MAX_LENGTH = 200;

    @JsonCreator
    public ModelId {
        if (value.isEmpty() || value.length() > MAX_LENGTH || !value.chars().allMatch(c -> c > ' ' && c != 127)) {
            throw new IllegalArgumentException(
                    "a model id is 1 to " + MAX_LENGTH + " printable characters without blanks, was '" + value + "'");
        }
    }

    @Override
    public int compareTo(ModelId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
