package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The messages of Anthropic's form as those of a chat completion: results of tools, blocks there, become messages of their
 * own; calls of tools move beside the text. Thoughts of an earlier answer are left out: no chat completion takes them.
 */
final class MessagesReader {
    private static final int MOST_BLOCKS = 10_000;
    private static final Set<String> IMAGES = Set.of("image/jpeg", "image/png", "image/gif", "image/webp");

    private final ArrayNode messages;

    /** Adds to {@code messages}. */
    MessagesReader(ArrayNode messages) {
        this.messages = messages;
    }

    void read(Fields body, int most) {
        system(body);
        List<JsonNode> given = body.elements("messages", most, JsonNode::isObject, "an object with role and content")
                .filter(list -> !list.isEmpty())
                .orElseThrow(() -> body.wrong("messages", "an array of 1 to " + most + " messages"));
        for (int i = 0; i < given.size(); i++) {
            message(new Fields((ObjectNode) given.get(i), body.element("messages", i)));
        }
    }

    private void system(Fields body) {
        body.value("system").ifPresent(system -> {
            String text = system.isTextual() ? system.textValue() : texts(body, "system");
            if (!text.isEmpty()) {
                messages.addObject().put("role", "system").put("content", text);
            }
        });
    }

    private void message(Fields message) {
        switch (message.requiredText("role")) {
            case "user" -> user(message);
            case "assistant" -> assistant(message);
            default -> throw message.wrong("role", "user or assistant; what a system says stands in system");
        }
    }

    private void user(Fields message) {
        if (text(message)) {
            messages.addObject()
                    .put("role", "user")
                    .set("content", message.node().get("content"));
            return;
        }
        List<ObjectNode> parts = new ArrayList<>();
        for (Fields block : blocks(message)) {
            switch (block.requiredText("type")) {
                case "text" -> parts.add(textPart(block));
                case "image" -> parts.add(image(block));
                case "tool_result" -> result(block, parts);
                default -> throw block.wrong("type", "one of text, image, tool_result");
            }
        }
        if (!parts.isEmpty()) {
            messages.addObject().put("role", "user").putArray("content").addAll(parts);
        }
    }

    /** The images of a result follow in the user's own message: a chat completion's tool says text alone. */
    private void result(Fields block, List<ObjectNode> parts) {
        StringBuilder said = new StringBuilder();
        if (block.flag("is_error").orElse(false)) {
            said.append("error: ");
        }
        if (block.value("content").filter(JsonNode::isTextual).isPresent()) {
            said.append(block.text("content").orElseThrow());
        } else if (block.value("content").isPresent()) {
            for (Fields inner : blocks(block)) {
                switch (inner.requiredText("type")) {
                    case "text" -> said.append(inner.text("text").orElseThrow(() -> inner.wrong("text", "a string")));
                    case "image" -> parts.add(image(inner));
                    default -> throw inner.wrong("type", "one of text, image");
                }
            }
        }
        messages.addObject()
                .put("role", "tool")
                .put("tool_call_id", block.requiredText("tool_use_id"))
                .put("content", said.toString());
    }

    private void assistant(Fields message) {
        ObjectNode made = messages.addObject().put("role", "assistant");
        if (text(message)) {
            made.set("content", message.node().get("content"));
            return;
        }
        StringBuilder said = new StringBuilder();
        for (Fields block : blocks(message)) {
            switch (block.requiredText("type")) {
                case "text" -> said.append(block.text("text").orElseThrow(() -> block.wrong("text", "a string")));
                case "tool_use" -> made.withArray("tool_calls").add(call(block));
                case "thinking", "redacted_thinking" -> {}
                default -> throw block.wrong("type", "one of text, tool_use, thinking, redacted_thinking");
            }
        }
        if (said.isEmpty() && made.has("tool_calls")) {
            made.putNull("content");
        } else {
            made.put("content", said.toString());
        }
    }

    private static ObjectNode call(Fields block) {
        ObjectNode call = block.node().objectNode();
        call.put("id", block.requiredText("id"));
        call.put("type", "function");
        call.putObject("function")
                .put("name", block.requiredText("name"))
                .put("arguments", block.requiredObject("input").node().toString());
        return call;
    }

    private static ObjectNode textPart(Fields block) {
        String text = block.text("text").orElseThrow(() -> block.wrong("text", "a string"));
        return block.node().objectNode().put("type", "text").put("text", text);
    }

    private static ObjectNode image(Fields block) {
        Fields source = block.requiredObject("source");
        String url = switch (source.requiredText("type")) {
            case "url" -> source.requiredText("url");
            case "base64" -> "data:" + mediaType(source) + ";base64," + source.requiredText("data");
            default -> throw source.wrong("type", "one of base64, url");
        };
        ObjectNode part = block.node().objectNode().put("type", "image_url");
        part.putObject("image_url").put("url", url);
        return part;
    }

    private static String mediaType(Fields source) {
        String type = source.requiredText("media_type");
        if (!IMAGES.contains(type)) {
            throw source.wrong("media_type", "one of image/jpeg, image/png, image/gif, image/webp");
        }
        return type;
    }

    private static boolean text(Fields message) {
        return message.value("content").filter(JsonNode::isTextual).isPresent();
    }

    private static List<Fields> blocks(Fields holder) {
        return blocks(holder, "content", "a block with a type");
    }

    private static List<Fields> blocks(Fields holder, String name, String words) {
        List<JsonNode> items = holder.elements(name, MOST_BLOCKS, JsonNode::isObject, words)
                .orElseThrow(() -> holder.wrong(name, "a string or an array of blocks"));
        List<Fields> blocks = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            blocks.add(new Fields((ObjectNode) items.get(i), holder.element(name, i)));
        }
        return blocks;
    }

    private static String texts(Fields body, String name) {
        List<String> texts = new ArrayList<>();
        for (Fields block : blocks(body, name, "a block of text")) {
            if (!block.requiredText("type").equals("text")) {
                throw block.wrong("type", "text");
            }
            texts.add(block.text("text").orElseThrow(() -> block.wrong("text", "a string")));
        }
        return String.join("\n", texts);
    }
}
