package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/**
 * A request of OpenAI's Responses, made a chat completion request. Nothing is kept between requests, so what refers to an
 * earlier one is refused, and so are tools that the provider runs. Fields that nobody knows are passed on.
 */
final class ResponsesForm {
    /** They refer to what somebody would have to keep. */
    private static final List<String> KEPT = List.of("previous_response_id", "conversation", "prompt");
    /** Made into something else, or about keeping and showing what is not kept or shown. */
    private static final List<String> OWN = List.of(
            "input",
            "instructions",
            "max_output_tokens",
            "text",
            "tools",
            "tool_choice",
            "reasoning",
            "store",
            "include",
            "truncation",
            "background",
            "previous_response_id",
            "conversation",
            "prompt",
            "metadata",
            "stream_options");

    private final Fields fields;
    private final ObjectNode chat = JsonNodeFactory.instance.objectNode();

    private ResponsesForm(ObjectNode root) {
        fields = new Fields(root, "");
    }

    /** {@code mostMessages}: more are refused. */
    static ObjectNode toChat(ObjectNode root, int mostMessages) {
        return new ResponsesForm(root).chat(mostMessages);
    }

    private ObjectNode chat(int mostMessages) {
        for (String name : KEPT) {
            if (fields.value(name).isPresent()) {
                throw fields.wrong(name, "not taken: nothing is kept between requests, so send the whole input");
            }
        }
        if (fields.flag("background").orElse(false)) {
            throw fields.wrong("background", "false: answers are given on the request's own connection");
        }
        chat.setAll(fields.node());
        chat.remove(OWN);
        ArrayNode messages = chat.putArray("messages");
        fields.text("instructions")
                .ifPresent(text -> messages.addObject().put("role", "system").put("content", text));
        new ResponsesInput(messages).read(fields, mostMessages);
        fields.whole("max_output_tokens", 1, ChatReader.MOST_TOKENS)
                .ifPresent(most -> chat.put("max_completion_tokens", most));
        fields.object("text").ifPresent(this::format);
        fields.object("reasoning")
                .flatMap(reasoning -> reasoning.text("effort"))
                .ifPresent(effort -> chat.put("reasoning_effort", effort));
        OfferedTools.write(fields, ResponsesForm::tool, chat);
        choice();
        if (fields.flag("stream").orElse(false)) {
            chat.putObject("stream_options").put("include_usage", true);
        }
        return chat;
    }

    private void format(Fields text) {
        text.text("verbosity").ifPresent(verbosity -> chat.put("verbosity", verbosity));
        text.object("format").ifPresent(format -> {
            switch (format.requiredText("type")) {
                case "text" -> {}
                case "json_object" -> chat.putObject("response_format").put("type", "json_object");
                case "json_schema" -> {
                    ObjectNode schema = format.node().deepCopy();
                    schema.remove("type");
                    chat.putObject("response_format").put("type", "json_schema").set("json_schema", schema);
                }
                default -> throw format.wrong("type", "one of text, json_object, json_schema");
            }
        });
    }

    private static ObjectNode tool(Fields tool) {
        if (!tool.requiredText("type").equals("function")) {
            throw tool.wrong("type", "function: tools that a provider runs are not offered here");
        }
        tool.requiredText("name");
        ObjectNode function = tool.node().deepCopy();
        function.remove("type");
        ObjectNode made = JsonNodeFactory.instance.objectNode().put("type", "function");
        made.set("function", function);
        return made;
    }

    private void choice() {
        fields.value("tool_choice").ifPresent(choice -> {
            if (choice.isTextual()) {
                if (!Set.of("auto", "none", "required").contains(choice.textValue())) {
                    throw fields.wrong("tool_choice", "one of auto, none, required, or an object");
                }
                chat.set("tool_choice", choice);
                return;
            }
            Fields named = fields.requiredObject("tool_choice");
            if (!named.requiredText("type").equals("function")) {
                throw named.wrong("type", "function");
            }
            chat.putObject("tool_choice")
                    .put("type", "function")
                    .putObject("function")
                    .put("name", named.requiredText("name"));
        });
    }
}
