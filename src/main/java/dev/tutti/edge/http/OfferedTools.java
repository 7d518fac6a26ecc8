package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;

/** The {@code tools} of another form as those of a chat completion request. */
final class OfferedTools {
    private static final int MOST_TOOLS = 10_000;

    private OfferedTools() {}

    /** {@code made}: of each tool. An empty list of them is none: providers refuse it. */
    static void write(Fields fields, Function<Fields, ObjectNode> made, ObjectNode chat) {
        List<JsonNode> tools = fields.elements("tools", MOST_TOOLS, JsonNode::isObject, "a tool")
                .orElse(List.of());
        ArrayNode offered = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < tools.size(); i++) {
            offered.add(made.apply(new Fields((ObjectNode) tools.get(i), fields.element("tools", i))));
        }
        if (!offered.isEmpty()) {
            chat.set("tools", offered);
        }
    }
}
