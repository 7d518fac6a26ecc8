package dev.tutti.words.chat;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The name of one request, on every row, header and log line about it: 1 to 80 letters, digits, {@code -} or {@code _}. */
public record RequestId(@JsonValue String value) {
    private static final int MAX_LENGTH = 80;

    @JsonCreator
    public RequestId {
        if (value.isEmpty() || value.length() > MAX_LENGTH || !value.chars().allMatch(RequestId::allowed)) {
            throw new IllegalArgumentException("a request id is 1 to " + MAX_LENGTH
                    + " letters, digits, '-' or '_', was " + value.length() + " characters");
        }
    }

    private static boolean allowed(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }

    @Override
    public String toString() {
        return value;
    }
}
