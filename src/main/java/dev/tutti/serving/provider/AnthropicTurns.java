package dev.tutti.serving.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The messages of a chat completion as turns of user and assistant, each a list of blocks. What follows one another from
 * one side is one turn, so that the results of several calls stand together. What systems and developers say is gathered
 * apart. Blank texts are left out, since they are refused there, and so are turns without a block.
 */
final class AnthropicTurns {
    /** Other providers make ids with other characters in them, which Anthropic refuses. */
    private static final Pattern NOT_IN_AN_ID = Pattern.compile("[^A-Za-z0-9_-]");

    private final ObjectMapper json;
    private final ArrayNode turns;
    private final List<String> system = new ArrayList<>();

    /** Adds to {@code turns}. */
    AnthropicTurns(ObjectMapper json, ArrayNode turns) {
        this.json = json;
        this.turns = turns;
    }

    /** A conversation of systems alone is the user's: there is no answer without one there. */
    void read(JsonNode messages) {
        messages.forEach(this::readOne);
        if (turns.isEmpty() && !system.isEmpty()) {
            blocks("user").add(AnthropicBlocks.text(String.join("\n\n", system)));
            system.clear();
        }
        if (turns.path(turns.size() - 1).path("role").asText().equals("assistant")) {
            endWithoutBlanks(turns.path(turns.size() - 1).path("content"));
        }
    }

    /** The beginning of an answer that the model is to go on with: blanks at its end are refused there. */
    private static void endWithoutBlanks(JsonNode blocks) {
        if (blocks.path(blocks.size() - 1) instanceof ObjectNode last && last.has("text")) {
            last.put("text", last.path("text").asText().stripTrailing());
        }
    }

    private void readOne(JsonNode message) {
        List<ObjectNode> said = AnthropicBlocks.of(message.path("content"));
        switch (message.path("role").asText()) {
            case "system", "developer" ->
                said.stream()
                        .filter(block -> block.has("text"))
                        .forEach(block -> system.add(block.path("text").asText()));
            case "assistant" -> assistant(message, said);
            case "tool" -> result(message, said);
            default -> add("user", said);
        }
    }

    /** What systems have said, in order. */
    List<String> system() {
        return List.copyOf(system);
    }

    private void assistant(JsonNode message, List<ObjectNode> said) {
        add("assistant", said);
        add("assistant", AnthropicBlocks.of(message.path("refusal")));
        for (JsonNode call : message.path("tool_calls")) {
            ObjectNode use = json.createObjectNode().put("type", "tool_use");
            use.put("id", id(call.path("id")));
            use.put("name", call.at("/function/name").asText());
            use.set("input", input(call.at("/function/arguments").asText("")));
            blocks("assistant").add(use);
        }
    }

    private void result(JsonNode message, List<ObjectNode> said) {
        ObjectNode result = blocks("user").addObject().put("type", "tool_result");
        result.put("tool_use_id", id(message.path("tool_call_id")));
        if (!said.isEmpty()) {
            result.putArray("content").addAll(said);
        }
    }

    /** Arguments are some model's own text: what is no object is given as one all the same, under a name of its own. */
    private ObjectNode input(String arguments) {
        try {
            if (arguments.isBlank()) {
                return json.createObjectNode();
            }
            if (json.readTree(arguments) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException _) {
            // As what is JSON and no object.
        }
        return json.createObjectNode().put("unreadable_arguments", arguments);
    }

    private static String id(JsonNode id) {
        return NOT_IN_AN_ID.matcher(id.asText()).replaceAll("_");
    }

    private void add(String role, List<ObjectNode> said) {
        if (!said.isEmpty()) {
            blocks(role).addAll(said);
        }
    }

    private ArrayNode blocks(String role) {
        return turns.path(turns.size() - 1) instanceof ObjectNode last
                        && last.path("role").asText().equals(role)
                ? last.withArray("content")
                : turns.addObject().put("role", role).putArray("content");
    }
}
