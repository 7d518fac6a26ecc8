package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/**
 * The input of OpenAI's Responses as the messages of a chat completion: calls of tools, items there, join the assistant's
 * message before them; what tools said becomes messages of their own. Earlier reasoning is left out: no chat completion
 * takes it.
 */
final class ResponsesInput {
    private static final int MOST_PARTS = 10_000;
    private static final Set<String> ROLES = Set.of("user", "assistant", "system", "developer");

    private final ArrayNode messages;

    /** Adds to {@code messages}. */
    ResponsesInput(ArrayNode messages) {
        this.messages = messages;
    }

    void read(Fields body, int most) {
        if (body.value("input").filter(JsonNode::isTextual).isPresent()) {
            messages.addObject().put("role", "user").set("content", body.node().get("input"));
            return;
        }
        List<JsonNode> items = body.value("input")
                .filter(JsonNode::isArray)
                .flatMap(_ -> body.elements("input", most, JsonNode::isObject, "an item"))
                .filter(list -> !list.isEmpty())
                .orElseThrow(() -> body.wrong("input", "a string or an array of 1 to " + most + " items"));
        for (int i = 0; i < items.size(); i++) {
            item(new Fields((ObjectNode) items.get(i), body.element("input", i)));
        }
    }

    private void item(Fields item) {
        switch (item.text("type").orElse("message")) {
            case "message" -> message(item);
            case "function_call" -> call(item);
            case "function_call_output" -> output(item);
            case "reasoning" -> {}
            case "item_reference" ->
                throw item.wrong(
                        "type",
                        "the item's own: nothing is kept to refer to; with store: false clients send items whole");
            default -> throw item.wrong("type", "one of message, function_call, function_call_output, reasoning");
        }
    }

    private void message(Fields item) {
        String role = item.requiredText("role");
        if (!ROLES.contains(role)) {
            throw item.wrong("role", "one of user, assistant, system, developer");
        }
        ObjectNode message = messages.addObject().put("role", role);
        if (item.value("content").filter(JsonNode::isTextual).isPresent()) {
            message.set("content", item.node().get("content"));
            return;
        }
        List<JsonNode> parts = item.elements("content", MOST_PARTS, JsonNode::isObject, "a part with a type")
                .orElseThrow(() -> item.wrong("content", "a string or an array of parts"));
        ArrayNode made = message.putArray("content");
        for (int i = 0; i < parts.size(); i++) {
            made.add(part(new Fields((ObjectNode) parts.get(i), item.element("content", i))));
        }
    }

    private static ObjectNode part(Fields part) {
        ObjectNode made = part.node().objectNode();
        switch (part.requiredText("type")) {
            case "input_text", "output_text" ->
                made.put("type", "text")
                        .put("text", part.text("text").orElseThrow(() -> part.wrong("text", "a string")));
            case "refusal" ->
                made.put("type", "refusal")
                        .put("refusal", part.text("refusal").orElseThrow(() -> part.wrong("refusal", "a string")));
            case "input_image" -> {
                ObjectNode image = made.put("type", "image_url").putObject("image_url");
                image.put("url", part.requiredText("image_url"));
                part.text("detail").ifPresent(detail -> image.put("detail", detail));
            }
            case "input_audio" ->
                made.put("type", "input_audio")
                        .set("input_audio", part.requiredObject("input_audio").node());
            default -> throw part.wrong("type", "one of input_text, input_image, input_audio, output_text, refusal");
        }
        return made;
    }

    private void call(Fields item) {
        ObjectNode call = item.node().objectNode();
        call.put("id", item.requiredText("call_id"));
        call.put("type", "function");
        call.putObject("function")
                .put("name", item.requiredText("name"))
                .put("arguments", item.text("arguments").orElseThrow(() -> item.wrong("arguments", "a string")));
        speaker().withArray("tool_calls").add(call);
    }

    /** The assistant's message that the call belongs to. */
    private ObjectNode speaker() {
        return !messages.isEmpty()
                        && messages.get(messages.size() - 1) instanceof ObjectNode last
                        && last.path("role").asText().equals("assistant")
                ? last
                : messages.addObject().put("role", "assistant").putNull("content");
    }

    private void output(Fields item) {
        String said = item.value("output").filter(JsonNode::isTextual).isPresent()
                ? item.text("output").orElseThrow()
                : String.join("\n", texts(item));
        messages.addObject()
                .put("role", "tool")
                .put("tool_call_id", item.requiredText("call_id"))
                .put("content", said);
    }

    private static List<String> texts(Fields item) {
        List<JsonNode> parts = item.elements(
                        "output",
                        MOST_PARTS,
                        part -> part.path("type").asText().equals("input_text")
                                && part.path("text").isTextual(),
                        "a part of type input_text")
                .orElseThrow(() -> item.wrong("output", "a string or an array of parts"));
        return parts.stream().map(part -> part.path("text").textValue()).toList();
    }
}
