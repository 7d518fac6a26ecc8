package dev.tutti.words.plan;

import java.util.Locale;
import java.util.Optional;

/** Where a model that aggregates, or proposes in a further layer, is shown the other models' proposals. */
public enum ReferencePlace {
    /** In one more user message after the conversation: without a system message's authority, and a prompt cache fits. */
    USER,
    /** In the system message, as the MoA paper's own program does it. */
    SYSTEM;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ReferencePlace> ofWireName(String name) {
        for (ReferencePlace value : values()) {
            if (value.wireName().equals(name)) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }
}
