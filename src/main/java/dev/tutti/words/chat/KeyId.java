package dev.tutti.words.chat;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The public name of an API key (never the key): what rows, quotas and reports speak of. Not blank. */
public record KeyId(@JsonValue String value) {
    /** Requests of a deployment that asks for no keys. */
    public static final KeyId ANONYMOUS = new KeyId("anonymous");

    @JsonCreator
    public KeyId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a key id is not blank");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
