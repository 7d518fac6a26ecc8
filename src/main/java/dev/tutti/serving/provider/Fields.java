package dev.tutti.serving.provider;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The keys of one YAML mapping, read by type. Every mistake becomes a {@link CatalogueProblem} that names the place, the
 * key, the value and what is allowed.
 */
final class Fields {
    private static final int SHOWN = 80;

    private final String place;
    private final JsonNode node;

    private Fields(String place, JsonNode node) {
        this.place = place;
        this.node = node;
    }

    /** Refuses what is no mapping, and keys that are not in the list. */
    static Fields of(String place, JsonNode node, String... allowed) {
        if (!node.isObject()) {
            String was = node.isMissingNode() ? "empty" : shown(node);
            throw new CatalogueProblem(
                    place + " is " + was + "; allowed is a mapping of " + String.join(", ", allowed));
        }
        List<String> known = List.of(allowed);
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                throw new CatalogueProblem(
                        place + ": unknown key '" + name + "'; allowed are " + String.join(", ", allowed));
            }
        }
        return new Fields(place, node);
    }

    /** The mapping under that key. */
    Optional<Fields> mapping(String key, String... allowed) {
        return node.hasNonNull(key)
                ? Optional.of(of(place + ", key " + key, node.get(key), allowed))
                : Optional.empty();
    }

    /** The key's text, made into something; what the maker refuses is a mistake in the file. */
    <T> Optional<T> text(String key, String allowed, Function<String, T> made) {
        JsonNode value = node.path(key);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw wrong(key, allowed);
        }
        try {
            return Optional.of(made.apply(value.textValue()));
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
            throw wrong(key, allowed);
        }
    }

    <T> T requiredText(String key, String allowed, Function<String, T> made) {
        return text(key, allowed, made).orElseThrow(() -> missing(key, allowed));
    }

    /** A decimal number, given as a number or in quotes. */
    Optional<BigDecimal> decimal(String key, String allowed) {
        JsonNode value = node.path(key);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (value.isNumber()) {
            return Optional.of(value.decimalValue());
        }
        return text(key, allowed, BigDecimal::new);
    }

    Optional<Long> count(String key, long least, long most) {
        String allowed = "a whole number from " + least + " to " + most;
        JsonNode value = node.path(key);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        boolean fits = value.isIntegralNumber() && value.canConvertToLong();
        if (!fits || value.longValue() < least || value.longValue() > most) {
            throw wrong(key, allowed);
        }
        return Optional.of(value.longValue());
    }

    JsonNode list(String key) {
        JsonNode list = node.path(key);
        if (!list.isArray()) {
            throw wrong(key, "a list");
        }
        return list;
    }

    /** A list of the map's keys. */
    <T> Set<T> setOf(String key, Map<String, T> allowed) {
        JsonNode list = node.path(key);
        if (list.isMissingNode() || list.isNull()) {
            return Set.of();
        }
        String choice = "a list of " + String.join(", ", allowed.keySet());
        Set<T> found = new HashSet<>();
        if (!list.isArray()) {
            throw wrong(key, choice);
        }
        for (JsonNode item : list) {
            T value = allowed.get(item.asText());
            if (value == null) {
                throw new CatalogueProblem(place + ": " + key + " holds " + shown(item) + "; allowed is " + choice);
            }
            found.add(value);
        }
        return found;
    }

    CatalogueProblem wrong(String key, String allowed) {
        return new CatalogueProblem(place + ": " + key + " is " + shown(node.path(key)) + "; allowed is " + allowed);
    }

    CatalogueProblem missing(String key, String allowed) {
        return new CatalogueProblem(place + ": " + key + " is missing; it is " + allowed);
    }

    private static String shown(JsonNode value) {
        String text = value.isMissingNode() ? "missing" : value.toString();
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }
}
