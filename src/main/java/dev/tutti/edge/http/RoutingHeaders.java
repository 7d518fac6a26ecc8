package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The routing fields that come as {@code x-tutti-*} headers, brought into the form of the {@code routing} object. The
 * same field given twice with different values is refused, and so is a header of that prefix that nobody knows: a budget
 * with a misspelt name must not be passed over.
 */
final class RoutingHeaders {

    private static final String PREFIX = "x-tutti-";

    private static final Map<String, Function<String, Optional<JsonNode>>> READERS = new TreeMap<>(Map.of(
            "quality-target", RoutingHeaders::number,
            "max-cost-usd", RoutingHeaders::number,
            "max-latency-ms", RoutingHeaders::number,
            "task", RoutingHeaders::text,
            "session", RoutingHeaders::text,
            "cache", RoutingHeaders::flag,
            "when-infeasible", RoutingHeaders::text,
            "explain", RoutingHeaders::flag));

    private RoutingHeaders() {}

    /** The body's routing object and the headers as one. */
    static Fields merge(Optional<Fields> body, Map<String, List<String>> headers) {
        ObjectNode merged = JsonNodeFactory.instance.objectNode();
        body.ifPresent(fields -> merged.setAll(fields.node()));
        headers.forEach((header, values) -> {
            String name = header.toLowerCase(Locale.ROOT);
            if (name.startsWith(PREFIX)) {
                values.forEach(value -> add(merged, name, value));
            }
        });
        return new Fields(merged, "routing");
    }

    private static void add(ObjectNode merged, String header, String text) {
        String suffix = header.substring(PREFIX.length());
        Function<String, Optional<JsonNode>> reader = READERS.get(suffix);
        if (reader == null) {
            throw Refusal.invalid(
                    header,
                    Shown.shortened(header) + " is not a header that is known; allowed are " + PREFIX
                            + String.join(", " + PREFIX, READERS.keySet()));
        }
        JsonNode value = reader.apply(text.strip())
                .orElseThrow(() ->
                        Refusal.invalid(header, header + " is " + expected(suffix) + ", was " + Shown.quoted(text)));
        String field = suffix.replace('-', '_');
        JsonNode before = merged.get(field);
        if (before != null && !before.isNull() && !same(before, value)) {
            throw Refusal.invalid(
                    "routing." + field,
                    "routing." + field + " is given twice with different values, " + Shown.of(before) + " and " + header
                            + ": " + Shown.of(value) + "; allowed is one value");
        }
        merged.set(field, value);
    }

    private static boolean same(JsonNode a, JsonNode b) {
        return (a.isNumber() && b.isNumber()) ? a.decimalValue().compareTo(b.decimalValue()) == 0 : a.equals(b);
    }

    private static String expected(String suffix) {
        return switch (suffix) {
            case "cache", "explain" -> "true or false";
            case "max-cost-usd" -> RoutingForm.COST.toString();
            case "max-latency-ms" -> RoutingForm.LATENCY.toString();
            default -> RoutingForm.QUALITY.toString();
        };
    }

    private static Optional<JsonNode> number(String text) {
        try {
            JsonNode number = JsonNodeFactory.instance.numberNode(new BigDecimal(text.length() > 40 ? "" : text));
            SoundValues.require(number);
            return Optional.of(number);
        } catch (NumberFormatException | Refusal e) {
            return Optional.empty();
        }
    }

    private static Optional<JsonNode> text(String text) {
        return Optional.of(JsonNodeFactory.instance.textNode(text));
    }

    private static Optional<JsonNode> flag(String text) {
        return switch (text) {
            case "true" -> Optional.of(JsonNodeFactory.instance.booleanNode(true));
            case "false" -> Optional.of(JsonNodeFactory.instance.booleanNode(false));
            default -> Optional.empty();
        };
    }
}
