package dev.tutti.edge.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The description of the API as a client reads it. References within it are followed. */
final class Description {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

    private final JsonNode root;
    private final JsonSchemaFactory schemas = JsonSchemaFactory.getInstance(VersionFlag.V202012);
    private final IdentityHashMap<JsonNode, JsonSchema> compiled = new IdentityHashMap<>();

    Description(JsonNode root) {
        this.root = root;
    }

    static Description of(String json) throws JsonProcessingException {
        return new Description(JSON.readTree(json));
    }

    /** {@code path}: as a template. {@code node}: all that is said of it. */
    record Operation(String method, String path, JsonNode node) {
        String id() {
            return node.path("operationId").asText();
        }

        /** Statuses with what is said of them. */
        Map<String, JsonNode> responses(Description description) {
            Map<String, JsonNode> all = new TreeMap<>();
            node.path("responses").properties().forEach(one -> all.put(one.getKey(), description.at(one.getValue())));
            return all;
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /** An example of what may be sent or answered. */
    record Example(String name, JsonNode node) {
        JsonNode value() {
            return node.path("value");
        }

        /** Of the answer to it, where another than the first good one is promised. */
        int status(int otherwise) {
            return node.path("x-status").asInt(otherwise);
        }
    }

    JsonNode root() {
        return root;
    }

    JsonNode component(String kind) {
        return root.path("components").path(kind);
    }

    List<Operation> operations() {
        List<Operation> all = new ArrayList<>();
        root.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(method -> METHODS.contains(method.getKey()))
                        .forEach(method -> all.add(new Operation(
                                method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue()))));
        return all;
    }

    /** The node itself, or what it refers to. */
    JsonNode at(JsonNode node) {
        return node.has("$ref") ? at(root.at(node.path("$ref").asText().substring(1))) : node;
    }

    Stream<JsonNode> parameters(Operation operation) {
        return operation.node().path("parameters").valueStream().map(this::at);
    }

    /** Of a parameter. */
    static JsonNode example(JsonNode parameter) {
        return parameter.has("example")
                ? parameter.get("example")
                : parameter.path("schema").path("examples").path(0);
    }

    Stream<Example> examples(JsonNode media) {
        return media.path("examples").properties().stream().map(one -> new Example(one.getKey(), at(one.getValue())));
    }

    /** What is wrong with the value by that schema, one line each. */
    List<String> faults(JsonNode schema, JsonNode value) {
        JsonSchema rules = compiled.computeIfAbsent(schema, this::compile);
        return rules.validate(value).stream().map(ValidationMessage::getMessage).toList();
    }

    /** References point into the whole document, so what they may point at goes along. */
    private JsonSchema compile(JsonNode schema) {
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        whole.putArray("allOf").add(schema);
        whole.set("components", root.path("components"));
        return schemas.getSchema(whole);
    }
}
