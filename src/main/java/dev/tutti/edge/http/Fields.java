package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * An object of a request, read field by field: a field of the wrong kind is refused by its full name, its value and what
 * is allowed; null is as good as absent.
 */
final class Fields {

    private final ObjectNode node;
    private final String prefix;

    Fields(ObjectNode node, String prefix) {
        this.node = node;
        this.prefix = prefix;
    }

    ObjectNode node() {
        return node;
    }

    String path(String name) {
        return prefix.isEmpty() ? name : prefix + "." + name;
    }

    void allowOnly(Set<String> known) {
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                String path = path(Shown.shortened(name));
                throw Refusal.invalid(
                        path,
                        path + " is not a field of " + (prefix.isEmpty() ? "the body" : prefix) + "; allowed are "
                                + (known.isEmpty() ? "none" : String.join(", ", new TreeSet<>(known))));
            }
        });
    }

    Optional<JsonNode> value(String name) {
        return Optional.ofNullable(node.get(name)).filter(value -> !value.isNull());
    }

    Optional<String> text(String name) {
        return typed(name, JsonNode::isTextual, "a string").map(JsonNode::textValue);
    }

    String requiredText(String name) {
        return text(name).filter(text -> !text.isBlank()).orElseThrow(() -> wrong(name, "a string that is not empty"));
    }

    Optional<Boolean> flag(String name) {
        return typed(name, JsonNode::isBoolean, "true or false").map(JsonNode::booleanValue);
    }

    Optional<BigDecimal> number(String name, Range range) {
        return typed(name, value -> value.isNumber() && range.holds(value.decimalValue()), range)
                .map(JsonNode::decimalValue);
    }

    Optional<Long> whole(String name, long least, long most) {
        Range range = Range.whole(least, most);
        return number(name, range).map(BigDecimal::longValueExact);
    }

    Optional<Fields> object(String name) {
        return typed(name, JsonNode::isObject, "an object").map(value -> new Fields((ObjectNode) value, path(name)));
    }

    Fields requiredObject(String name) {
        return object(name).orElseThrow(() -> wrong(name, "an object"));
    }

    Optional<List<JsonNode>> array(String name, int most) {
        return typed(name, value -> value.isArray() && value.size() <= most, "an array of at most " + most)
                .map(value -> value.valueStream().toList());
    }

    Optional<List<String>> texts(String name, int most) {
        return elements(name, most, JsonNode::isTextual, "a string")
                .map(list -> list.stream().map(JsonNode::textValue).toList());
    }

    /** An array of elements that are each of a kind; the first that is not is told by its place. */
    Optional<List<JsonNode>> elements(String name, int most, Predicate<JsonNode> allowed, String words) {
        Optional<List<JsonNode>> items = array(name, most);
        List<JsonNode> list = items.orElse(List.of());
        for (int i = 0; i < list.size(); i++) {
            if (!allowed.test(list.get(i))) {
                throw wrong(name, i, list.get(i), words);
            }
        }
        return items;
    }

    /** A word of a closed set, by the lookup of its wire name. */
    <T> Optional<T> word(String name, Function<String, Optional<T>> lookup, String allowed) {
        return text(name).map(text -> lookup.apply(text).orElseThrow(() -> wrong(name, "one of " + allowed)));
    }

    /** What to throw when the field holds something else than what is allowed. */
    Refusal wrong(String name, String allowed) {
        String was = value(name).map(value -> "was " + Shown.of(value)).orElse("is missing");
        return Refusal.invalid(path(name), path(name) + " is " + allowed + ", " + was);
    }

    /** What to throw when that element of an array is something else than what is allowed. */
    Refusal wrong(String name, int index, JsonNode element, String allowed) {
        String place = element(name, index);
        return Refusal.invalid(place, place + " is " + allowed + ", was " + Shown.of(element));
    }

    /** The full name of an element of an array. */
    String element(String name, int index) {
        return path(name) + "[" + index + "]";
    }

    /** {@code words}: spelled out only when something is refused. */
    private Optional<JsonNode> typed(String name, Predicate<JsonNode> allowed, Object words) {
        Optional<JsonNode> value = value(name);
        if (value.isPresent() && !allowed.test(value.get())) {
            throw wrong(name, words.toString());
        }
        return value;
    }
}
