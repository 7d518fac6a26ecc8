package dev.tutti.serving.provider;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The words by which a catalogue file names the constants of an enum: {@code JSON_SCHEMA} is {@code json-schema}. */
final class Choices {
    private Choices() {}

    /** In the order given. */
    @SafeVarargs
    static <E extends Enum<E>> Map<String, E> of(E... constants) {
        Map<String, E> words = new LinkedHashMap<>();
        for (E constant : constants) {
            words.put(constant.name().toLowerCase(Locale.ROOT).replace('_', '-'), constant);
        }
        return words;
    }

    /** {@link IllegalArgumentException} for any other word. */
    static <E> E pick(Map<String, E> words, String word) {
        E constant = words.get(word);
        if (constant == null) {
            throw new IllegalArgumentException("not one of " + words.keySet());
        }
        return constant;
    }

    static String listed(Map<String, ?> words) {
        return "one of " + String.join(", ", words.keySet());
    }
}
