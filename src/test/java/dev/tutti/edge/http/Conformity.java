package dev.tutti.edge.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tutti.edge.http.Asked.Answered;
import dev.tutti.edge.http.Description.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Whether an answer is what the description says of it: status, headers, type, body, and each event or line of a stream. */
final class Conformity {
    private static final Set<String> STREAMS = Set.of("text/event-stream", "application/x-ndjson");

    private final Description description;
    private final List<String> faults = new ArrayList<>();

    private Conformity(Description description) {
        this.description = description;
    }

    /** What is wrong, one line each. */
    static List<String> faults(Description description, Operation operation, Answered answered) {
        Conformity conformity = new Conformity(description);
        conformity.look(operation, answered);
        return conformity.faults;
    }

    private void look(Operation operation, Answered answered) {
        JsonNode response = operation.responses(description).get(Integer.toString(answered.status()));
        if (response == null) {
            faults.add("the status " + answered.status() + " is not described");
            return;
        }
        headers(response, answered);
        JsonNode media = response.path("content").path(answered.type());
        if (media.isMissingNode()) {
            faults.add("the type '" + answered.type() + "' is not described");
        } else if (STREAMS.contains(answered.type())) {
            items(answered).forEach(item -> item(media, item));
        } else if (answered.type().equals("application/json")) {
            item(answered.body(), media.path("schema"));
        } else {
            faults.addAll(description.faults(media.path("schema"), TextNode.valueOf(answered.body())));
        }
    }

    /** Those that are this service's own; each answer to a key with rates has theirs. */
    private void headers(JsonNode response, Answered answered) {
        Set<String> described = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        response.path("headers").fieldNames().forEachRemaining(described::add);
        answered.headers().forEach((name, _) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.startsWith("x-tutti-") || lower.equals("retry-after") || lower.equals("x-should-retry")) {
                if (!described.contains(name)) {
                    faults.add("the header " + name + " is not described");
                }
            }
        });
        response.path("headers").properties().forEach(header -> {
            String value = answered.headers().get(header.getKey());
            if (value != null) {
                header(header.getKey(), description.at(header.getValue()).path("schema"), value);
            }
        });
    }

    private void header(String name, JsonNode schema, String value) {
        String type = description.at(schema).path("type").asText();
        JsonNode read = type.equals("number") || type.equals("integer") ? tree(value) : TextNode.valueOf(value);
        description.faults(schema, read).forEach(fault -> faults.add(name + ": " + fault));
    }

    private static List<String> items(Answered answered) {
        boolean events = answered.type().equals("text/event-stream");
        return answered.body()
                .lines()
                .filter(line -> !line.isEmpty() && (!events || line.startsWith("data: ")))
                .map(line -> events ? line.substring("data: ".length()) : line)
                .filter(line -> !line.equals("[DONE]"))
                .toList();
    }

    private void item(JsonNode media, String text) {
        item(text, media.path("x-item-schema"));
    }

    private void item(String text, JsonNode schema) {
        if (schema.isMissingNode()) {
            faults.add("no schema for " + text);
            return;
        }
        JsonNode value = tree(text);
        if (value.isMissingNode()) {
            faults.add("no JSON: " + text);
        } else {
            faults.addAll(description.faults(schema, value));
        }
    }

    private static JsonNode tree(String text) {
        try {
            return Description.JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return Description.JSON.missingNode();
        }
    }
}
