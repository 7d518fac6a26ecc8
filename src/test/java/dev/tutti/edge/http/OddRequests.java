package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.edge.http.Description.Operation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;

/**
 * Requests made of the description of one operation: its examples, with values by its schemas, and with values, fields,
 * headers and paths that no schema would have. The same seed makes the same requests.
 */
final class OddRequests {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    /** Stands in a tree for what no tree holds. */
    private static final String PLACE = "<odd-%d>";

    /** Values as they stand in JSON, and what looks like one. */
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "false",
            "0",
            "-0.0",
            "-1",
            "1",
            "2",
            "16",
            "0.5",
            "1e308",
            "-1e308",
            "1e309",
            "1e400",
            "-1e400",
            "1e-400",
            "1e999999999",
            "9007199254740993",
            "2147483648",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775809",
            "1234567890123456789012345678901234567890",
            "9".repeat(101),
            "0." + "3".repeat(80),
            "NaN",
            "Infinity",
            "-Infinity",
            "01",
            "+1",
            ".5",
            "1.",
            "0x10",
            "'x'",
            "undefined",
            "\"NaN\"",
            "\"1e400\"",
            "\"\"",
            "\" \"",
            "\"\\u0000\"",
            "\"a\\u0000b\"",
            "\"\\ud800\"",
            "\"x\\udc00y\"",
            "\"\u0007\"",
            "\"\\u202e\\ufeff\"",
            "\"\ud83d\ude00\"",
            "\"../../etc/passwd\"",
            "\"http://169.254.169.254/\"",
            "\"tutti/mixed-moa\"",
            "\"practice/aria-nano\"",
            "\"json_schema\"",
            "\"adaptive\"",
            "\"image_url\"",
            "\"tool\"",
            "\"%00\"",
            "\"" + "long ".repeat(20_000) + "\"",
            "\"open",
            "[]",
            "[null]",
            "[[]]",
            "[{}]",
            "{}",
            "{\"\":\"\"}",
            "{\"a\":{}}",
            "{\"a\":1,\"a\":2}",
            "{\"__proto__\":{\"a\":1}}",
            "[\"practice/aria-nano\",\"practice/brio-small\"]",
            "[" + "0,".repeat(20_000) + "0]",
            "[".repeat(150) + "]".repeat(150),
            "[".repeat(5_000) + "]".repeat(5_000),
            "{\"a\":".repeat(100_000));

    private static final List<String> BODIES = List.of(
            "",
            " ",
            "null",
            "0",
            "\"\"",
            "[]",
            "{}",
            "{",
            "}",
            "{}{}",
            "{}\n{}\n",
            "\ufeff{}",
            "not json",
            "\u0000",
            "a=b&c=d",
            "<xml/>",
            "[".repeat(100_000),
            "{\"model\":\"tutti/auto\"}",
            "\n\n\n",
            "{\"x\":" + "1".repeat(100_000) + "}",
            "{\"" + "n".repeat(100_000) + "\":1}",
            "\u00ff\u00fe");

    private static final List<String> TYPES = List.of(
            "",
            "text/plain",
            "text/xml",
            "application/json; charset=utf-16",
            "application/json;;;",
            "application/vnd.api+json",
            "multipart/form-data; boundary=x",
            "multipart/form-data",
            "application/x-www-form-urlencoded",
            "*/*",
            "json",
            ";",
            "a/b/c",
            "application/json".repeat(100));

    /** As they stand in a header: without line ends. */
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "0",
            "-1",
            "1",
            "0.5",
            "7",
            "true",
            "yes",
            "NaN",
            "Infinity",
            "1e308",
            "1e309",
            "1e400",
            "1e999999999",
            "2147483648",
            "9223372036854775808",
            "9".repeat(40),
            "0x10",
            "1.",
            ".5",
            "null",
            "cheapest",
            "single",
            "recorded-1",
            "\u00e4\u00f6",
            "\u0001",
            "\"",
            "a,b",
            "x".repeat(5_000),
            "2026-11-21T00:00:00Z",
            "+999999999-12-31T23:59:59Z",
            "-999999999-01-01T00:00:00Z",
            "2026-02-30T00:00:00Z",
            "30d",
            "0d",
            "9999d",
            "9999h",
            "' or 1=1 --",
            "${jndi:x}",
            "<b>");

    /** As they stand in a path or behind a question mark. */
    private static final List<String> ESCAPED = List.of(
            "%00",
            "%0a",
            "%0d%0aX-Evil:%201",
            "%20",
            "%2e%2e",
            "..",
            "%2f",
            "%5c",
            "%ff",
            "%c3%28",
            "%ed%a0%80",
            "%f0%9f%98%80",
            "%",
            "%zz",
            "%e2%80%ae",
            "a;b=c",
            ":",
            ":release",
            ":promote",
            "x:promote:promote",
            "*",
            "~",
            "+",
            "a%2fb%2fc",
            "x".repeat(3_000),
            "%25");

    private static final Set<String> ELSEWHERE = Set.of("", "..", "%2e%2e", ":release", ":promote");

    private static final List<String> METHODS =
            List.of("GET", "PUT", "POST", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "QUERY");

    private final Description description;
    private final Operation operation;
    private final Random random;
    private final List<String> odd = new ArrayList<>();
    private boolean elsewhere;

    OddRequests(Description description, Operation operation, long seed) {
        this.description = description;
        this.operation = operation;
        this.random = new Random(seed + operation.id().hashCode());
    }

    /** A request, and whether it is one of this operation still: with another method, or at another path, it is none. */
    record Odd(Asked asked, boolean own) {}

    Odd next() {
        Map<String, String> headers = new TreeMap<>();
        elsewhere = false;
        String body = body(headers);
        String target = target(headers);
        String method = random.nextInt(20) == 0 ? one(METHODS) : operation.method();
        if (random.nextInt(15) == 0) {
            headers.put(
                    one(List.of("content-encoding", "accept", "accept-encoding", "x-tutti-x", "x-api-key", "origin")),
                    one(TEXTS));
        }
        return new Odd(new Asked(method, target, headers, body), method.equals(operation.method()) && !elsewhere);
    }

    private String body(Map<String, String> headers) {
        JsonNode content = operation.node().path("requestBody").path("content");
        if (content.isMissingNode()) {
            return random.nextInt(10) == 0 ? one(BODIES) : "";
        }
        Map.Entry<String, JsonNode> media = content.properties().iterator().next();
        headers.put("content-type", random.nextInt(15) == 0 ? one(TYPES) : media.getKey());
        return switch (random.nextInt(12)) {
            case 0 -> one(BODIES);
            case 1 -> cut(text(media.getValue()));
            default -> text(media.getValue());
        };
    }

    private String text(JsonNode media) {
        List<Description.Example> examples = description.examples(media).toList();
        JsonNode example = examples.get(random.nextInt(examples.size())).value();
        if (example.isTextual()) {
            return lines(example.textValue());
        }
        ContainerNode<?> root = example.deepCopy();
        if (root instanceof ObjectNode object) {
            add(object, media.path("schema"));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            mutate(root);
        }
        return written(root);
    }

    /** Some optional fields, by their schema. */
    private void add(ObjectNode object, JsonNode schema) {
        for (Map.Entry<String, JsonNode> field :
                description.at(schema).path("properties").properties()) {
            if (random.nextInt(6) == 0) {
                object.set(field.getKey(), value(field.getValue(), 0));
            }
        }
    }

    /** A value that the schema takes, as far as it goes. */
    private JsonNode value(JsonNode reference, int depth) {
        JsonNode schema = description.at(reference);
        if (schema.has("const")) {
            return schema.get("const");
        }
        if (schema.has("enum")) {
            return schema.path("enum").get(random.nextInt(schema.path("enum").size()));
        }
        if (schema.has("anyOf")) {
            return value(
                    schema.path("anyOf").get(random.nextInt(schema.path("anyOf").size())), depth);
        }
        return switch (schema.path("type").asText("object")) {
            case "boolean" -> NODES.booleanNode(random.nextBoolean());
            case "integer" -> NODES.numberNode((long) number(schema, 1, 10));
            case "number" -> NODES.numberNode(number(schema, 0, 1));
            case "string" -> NODES.textNode(one(List.of("practice/aria-nano", "sums", "x", "word")));
            case "array" -> array(schema, depth);
            case "null" -> NODES.nullNode();
            default -> object(schema, depth);
        };
    }

    /** One of the ends, or between. */
    private double number(JsonNode schema, double least, double most) {
        double low = schema.path("minimum").asDouble(least);
        double high = schema.path("maximum").asDouble(Math.max(low, most));
        return switch (random.nextInt(4)) {
            case 0 -> low;
            case 1 -> high;
            default -> low + random.nextDouble() * (Math.min(high, low + 10) - low);
        };
    }

    private ArrayNode array(JsonNode schema, int depth) {
        ArrayNode array = NODES.arrayNode();
        int least = schema.path("minItems").asInt(0);
        for (int i = least + random.nextInt(3); i > 0; i--) {
            array.add(value(schema.path("items"), depth + 1));
        }
        return array;
    }

    private ObjectNode object(JsonNode schema, int depth) {
        ObjectNode object = NODES.objectNode();
        List<String> required =
                schema.path("required").valueStream().map(JsonNode::asText).toList();
        for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
            if (required.contains(field.getKey()) || (depth < 4 && random.nextInt(3) == 0)) {
                object.set(field.getKey(), value(field.getValue(), depth + 1));
            }
        }
        return object;
    }

    private void mutate(JsonNode root) {
        List<ContainerNode<?>> containers = new ArrayList<>();
        collect(root, containers);
        switch (containers.get(random.nextInt(containers.size()))) {
            case ObjectNode object -> mutate(object);
            case ArrayNode array -> mutate(array);
            default -> throw new AssertionError("no container");
        }
    }

    private void mutate(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        String name = names.isEmpty() ? "extra" : one(names);
        switch (random.nextInt(5)) {
            case 0 -> object.remove(name);
            case 1 -> object.set(name + "s", oddValue());
            case 2 -> {
                // Becomes the same name twice where it is written.
                if (!names.isEmpty()) {
                    object.set(name + PLACE.formatted(-1), object.get(name));
                }
            }
            default -> object.set(name, oddValue());
        }
    }

    private void mutate(ArrayNode array) {
        switch (random.nextInt(4)) {
            case 0 -> array.add(oddValue());
            case 1 -> array.insert(0, oddValue());
            case 2 -> {
                if (!array.isEmpty()) {
                    array.remove(random.nextInt(array.size()));
                }
            }
            default -> {
                if (!array.isEmpty()) {
                    array.add(array.get(random.nextInt(array.size())).deepCopy());
                }
            }
        }
    }

    private static void collect(JsonNode node, List<ContainerNode<?>> containers) {
        if (node instanceof ContainerNode<?> container) {
            containers.add(container);
            node.forEach(child -> collect(child, containers));
        }
    }

    private JsonNode oddValue() {
        odd.add(one(VALUES));
        return NODES.textNode(PLACE.formatted(odd.size() - 1));
    }

    private String written(JsonNode root) {
        String text = root.toString().replace(PLACE.formatted(-1), "");
        for (int i = 0; i < odd.size(); i++) {
            text = text.replace('"' + PLACE.formatted(i) + '"', odd.get(i));
        }
        odd.clear();
        return text;
    }

    /** One of the lines changed, or twice there. */
    private String lines(String text) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        int at = random.nextInt(lines.size());
        switch (random.nextInt(4)) {
            case 0 -> lines.add(lines.get(at));
            case 1 -> lines.set(at, one(BODIES));
            case 2 -> lines.set(at, lines.get(at).replaceFirst(":[^,}]+", ":" + Matcher.quoteReplacement(one(VALUES))));
            default -> lines.set(at, lines.get(at).replace("recorded-", "made-" + random.nextInt(1_000) + "-"));
        }
        return String.join("\n", lines);
    }

    private String cut(String text) {
        return text.substring(0, random.nextInt(text.length() + 1));
    }

    private String target(Map<String, String> headers) {
        String path = operation.path();
        List<String> query = new ArrayList<>();
        for (JsonNode parameter : description.parameters(operation).toList()) {
            String name = parameter.path("name").asText();
            String value = Description.example(parameter).asText();
            switch (parameter.path("in").asText()) {
                case "path" -> path = path.replace("{" + name + "}", random.nextInt(3) == 0 ? value : segment());
                case "query" -> {
                    if (random.nextInt(4) == 0) {
                        query.add(name + "=" + (random.nextInt(3) == 0 ? value : escaped()));
                    }
                }
                default -> {
                    if (random.nextInt(20) == 0) {
                        headers.put(name, random.nextInt(3) == 0 ? value : one(TEXTS));
                    }
                }
            }
        }
        if (random.nextInt(20) == 0) {
            query.add(escaped() + "=" + escaped());
        }
        return query.isEmpty() ? path : path + "?" + String.join("&", query);
    }

    /** Some lead to another path. */
    private String segment() {
        String segment = escaped();
        elsewhere |= ELSEWHERE.contains(segment);
        return segment;
    }

    /** Odd as it is, or an odd text made fit for an address. */
    private String escaped() {
        return random.nextBoolean()
                ? one(ESCAPED)
                : URLEncoder.encode(one(TEXTS), StandardCharsets.UTF_8).replace("+", "%20");
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
