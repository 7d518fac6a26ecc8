package dev.tutti.serving.execution;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tutti.words.chat.Answer;
import dev.tutti.words.chat.ChatRequest;

/**
 * What the caller says about calling tools: {@code tool_choice}, of which a name is that of the one function to call (or
 * empty), and {@code parallel_tool_calls}.
 */
record ToolRule(Choice choice, String name, boolean parallel) {
    /** May, must or must not. */
    enum Choice {
        NO_TOOLS,
        FORBIDDEN,
        FREE,
        REQUIRED
    }

    static ToolRule of(ChatRequest request) {
        JsonNode body = request.body();
        boolean offered = !body.path("tools").isEmpty();
        JsonNode choice = body.path("tool_choice");
        String name = choice.at("/function/name").asText();
        return new ToolRule(
                offered ? choice(choice, name) : Choice.NO_TOOLS,
                name,
                body.path("parallel_tool_calls").asBoolean(true));
    }

    private static Choice choice(JsonNode choice, String name) {
        String word = choice.asText(choice.at("/allowed_tools/mode").asText());
        return switch (word) {
            case "none" -> Choice.FORBIDDEN;
            case "required" -> Choice.REQUIRED;
            default -> name.isEmpty() ? Choice.FREE : Choice.REQUIRED;
        };
    }

    /** Whether the caller may be given this answer. */
    boolean admits(Answer answer) {
        return switch (choice) {
            case NO_TOOLS -> true;
            case FORBIDDEN -> !answer.callsTools();
            case FREE -> !answer.callsTools() || fewEnough(answer);
            case REQUIRED -> answer.callsTools() && fewEnough(answer) && named(answer);
        };
    }

    private boolean fewEnough(Answer answer) {
        return parallel || ToolCalls.of(answer).size() <= 1;
    }

    private boolean named(Answer answer) {
        return name.isEmpty()
                || ToolCalls.of(answer).stream()
                        .allMatch(call ->
                                call.path("function").path("name").asText().equals(name));
    }
}
