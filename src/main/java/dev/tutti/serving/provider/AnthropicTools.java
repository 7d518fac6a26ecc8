package dev.tutti.serving.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The tools that a chat completion request offers, and what it says of calling them. */
final class AnthropicTools {
    private AnthropicTools() {}

    /** Nothing where no tool is offered: a choice alone is refused. */
    static void write(ObjectNode chat, ObjectNode body) {
        List<ObjectNode> tools = offered(chat);
        if (!tools.isEmpty()) {
            body.putArray("tools").addAll(tools);
            body.set("tool_choice", choice(chat));
        }
    }

    /** Where the choice names several that are allowed, those alone. */
    private static List<ObjectNode> offered(ObjectNode chat) {
        JsonNode allowed = chat.at("/tool_choice/allowed_tools/tools");
        Set<String> names = allowed.valueStream().map(AnthropicTools::name).collect(Collectors.toSet());
        return chat.path("tools")
                .valueStream()
                .filter(tool -> tool.path("function").isObject())
                .filter(tool -> !allowed.isArray() || names.contains(name(tool)))
                .map(tool -> tool(tool.path("function")))
                .toList();
    }

    private static ObjectNode tool(JsonNode function) {
        ObjectNode tool = JsonNodeFactory.instance.objectNode();
        tool.put("name", function.path("name").asText());
        if (function.path("description").isTextual()) {
            tool.set("description", function.get("description"));
        }
        ObjectNode schema = tool.putObject("input_schema").put("type", "object");
        if (function.path("parameters") instanceof ObjectNode parameters) {
            schema.setAll(parameters);
        }
        return tool;
    }

    private static ObjectNode choice(ObjectNode chat) {
        JsonNode choice = chat.path("tool_choice");
        String name = name(choice);
        ObjectNode made = JsonNodeFactory.instance.objectNode();
        if (name.isEmpty()) {
            made.put("type", type(choice.isTextual() ? choice : choice.at("/allowed_tools/mode")));
        } else {
            made.put("type", "tool").put("name", name);
        }
        boolean many = chat.path("parallel_tool_calls").asBoolean(true);
        if (!many && !made.path("type").asText().equals("none")) {
            made.put("disable_parallel_tool_use", true);
        }
        return made;
    }

    private static String type(JsonNode word) {
        return switch (word.asText()) {
            case "required" -> "any";
            case "none" -> "none";
            default -> "auto";
        };
    }

    private static String name(JsonNode of) {
        return of.at("/function/name").asText();
    }
}
