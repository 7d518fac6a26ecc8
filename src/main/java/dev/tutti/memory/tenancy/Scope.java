package dev.tutti.memory.tenancy;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;

/** What a key may do. */
public enum Scope {
    /** Ask for answers and dry runs. */
    CHAT,
    /** Score its own requests' answers as a user. */
    FEEDBACK,
    /** Score as verifier, judge or replay; import outcomes. */
    LABEL,
    /** Read the log and the reports. */
    READ,
    /** Train, promote and roll back. */
    ADMIN;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Scope> ofWireName(String name) {
        for (Scope scope : values()) {
            if (scope.wireName().equals(name)) {
                return Optional.of(scope);
            }
        }
        return Optional.empty();
    }
}
