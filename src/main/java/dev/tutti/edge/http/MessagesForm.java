package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A request of Anthropic's Messages, made a chat completion request. What has no counterpart is refused where the answer
 * would be another one without it (tools that the provider runs, documents), and left out where it is a hint
 * ({@code thinking}, {@code service_tier}). So is {@code cache_control}, which {@link MessagesMarks} reads: no upstream of
 * the other form is told of it. Fields that nobody knows are passed on.
 */
final class MessagesForm {
    /** Made into something else, or a hint that chat completions have no word for. */
    private static final List<String> OWN = List.of(
            "system",
            "messages",
            "max_tokens",
            "stop_sequences",
            "tools",
            "tool_choice",
            "metadata",
            MessagesMarks.MARK,
            "stream",
            "thinking",
            "service_tier");

    private final Fields fields;
    private final ObjectNode chat = JsonNodeFactory.instance.objectNode();

    private MessagesForm(ObjectNode root) {
        fields = new Fields(root, "");
    }

    /** {@code mostMessages}: more are refused. */
    static ObjectNode toChat(ObjectNode root, int mostMessages) {
        return new MessagesForm(root).chat(mostMessages);
    }

    private ObjectNode chat(int mostMessages) {
        chat.setAll(fields.node());
        chat.remove(OWN);
        chat.put(
                "max_tokens",
                fields.whole("max_tokens", 1, ChatReader.MOST_TOKENS)
                        .orElseThrow(() ->
                                fields.wrong("max_tokens", "a whole number from 1 to " + ChatReader.MOST_TOKENS)));
        ArrayNode messages = chat.putArray("messages");
        new MessagesReader(messages).read(fields, mostMessages);
        fields.texts("stop_sequences", ChatReader.MOST_STOPS)
                .filter(stops -> !stops.isEmpty())
                .ifPresent(stops -> {
                    ArrayNode stop = chat.putArray("stop");
                    stops.forEach(stop::add);
                });
        OfferedTools.write(fields, MessagesForm::tool, chat);
        choice();
        fields.object("metadata")
                .flatMap(metadata -> metadata.text("user_id"))
                .ifPresent(user -> chat.put("user", user));
        if (fields.flag("stream").orElse(false)) {
            chat.put("stream", true).putObject("stream_options").put("include_usage", true);
        }
        return chat;
    }

    private static ObjectNode tool(Fields tool) {
        if (!tool.text("type").orElse("custom").equals("custom")) {
            throw tool.wrong("type", "custom: tools that a provider runs are not offered here");
        }
        ObjectNode made = JsonNodeFactory.instance.objectNode().put("type", "function");
        ObjectNode function = made.putObject("function").put("name", tool.requiredText("name"));
        tool.text("description").ifPresent(text -> function.put("description", text));
        function.set("parameters", tool.requiredObject("input_schema").node());
        return made;
    }

    private void choice() {
        fields.object("tool_choice").ifPresent(choice -> {
            switch (choice.requiredText("type")) {
                case "auto" -> chat.put("tool_choice", "auto");
                case "any" -> chat.put("tool_choice", "required");
                case "none" -> chat.put("tool_choice", "none");
                case "tool" ->
                    chat.putObject("tool_choice")
                            .put("type", "function")
                            .putObject("function")
                            .put("name", choice.requiredText("name"));
                default -> throw choice.wrong("type", "one of auto, any, tool, none");
            }
            if (choice.flag("disable_parallel_tool_use").orElse(false)) {
                chat.put("parallel_tool_calls", false);
            }
        });
    }
}
