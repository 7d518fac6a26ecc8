package dev.tutti.serving.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** One choice of a stream as far as it has come: words, thoughts, tool calls, log-probabilities, why it ended. */
final class ChoiceAssembly {
    private final StringBuilder content = new StringBuilder();
    private final StringBuilder refusal = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private final SortedMap<Integer, List<ToolCall>> toolCalls = new TreeMap<>();
    private final ArrayNode logprobs = JsonNodeFactory.instance.arrayNode();
    private String finishReason = "";

    private static final class ToolCall {
        private String id = "";
        private final StringBuilder name = new StringBuilder();
        private final StringBuilder arguments = new StringBuilder();
    }

    void add(JsonNode part) {
        JsonNode delta = part.path("delta");
        content.append(delta.path("content").asText(""));
        refusal.append(delta.path("refusal").asText(""));
        reasoning.append(AnswerReader.thoughts(delta));
        for (JsonNode call : delta.path("tool_calls")) {
            addToolCall(call);
        }
        for (JsonNode token : part.path("logprobs").path("content")) {
            logprobs.add(token);
        }
        if (part.path("finish_reason").isTextual()) {
            finishReason = part.path("finish_reason").textValue();
        }
    }

    boolean finished() {
        return !finishReason.isEmpty();
    }

    ObjectNode whole() {
        ObjectNode choice = JsonNodeFactory.instance.objectNode();
        ObjectNode message = choice.putObject("message").put("role", "assistant");
        if (content.isEmpty()) {
            message.putNull("content");
        } else {
            message.put("content", content.toString());
        }
        if (!refusal.isEmpty()) {
            message.put("refusal", refusal.toString());
        }
        if (!reasoning.isEmpty()) {
            message.put(AnswerReader.REASONING, reasoning.toString());
        }
        if (!toolCalls.isEmpty()) {
            ArrayNode calls = message.putArray("tool_calls");
            toolCalls.values().forEach(some -> some.forEach(call -> write(call, calls.addObject())));
        }
        if (!logprobs.isEmpty()) {
            choice.putObject("logprobs").set("content", logprobs);
        }
        choice.put("finish_reason", finishReason);
        return choice;
    }

    private void addToolCall(JsonNode part) {
        ToolCall call = toolCall(part.path("index").asInt(0), part.path("id").asText(""));
        if (call.id.isEmpty()) {
            call.id = part.path("id").asText("");
        }
        call.name.append(part.path("function").path("name").asText(""));
        call.arguments.append(part.path("function").path("arguments").asText(""));
    }

    /** The latest call of that index, or a new one: some endpoints give all calls index 0, and tell them apart by id. */
    private ToolCall toolCall(int index, String id) {
        List<ToolCall> some = toolCalls.computeIfAbsent(index, _ -> new ArrayList<>());
        boolean another =
                some.isEmpty() || !(id.isEmpty() || some.getLast().id.isEmpty() || id.equals(some.getLast().id));
        if (another) {
            some.add(new ToolCall());
        }
        return some.getLast();
    }

    private static void write(ToolCall call, ObjectNode into) {
        into.put("id", call.id).put("type", "function");
        into.putObject("function").put("name", call.name.toString()).put("arguments", call.arguments.toString());
    }
}
