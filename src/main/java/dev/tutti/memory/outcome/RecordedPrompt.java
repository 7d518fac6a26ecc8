package dev.tutti.memory.outcome;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.words.chat.ChatRequest;
import dev.tutti.words.chat.Message;
import dev.tutti.words.chat.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.StringJoiner;

/** The conversation of a recorded answer: {@code prompt}, one user message, or {@code messages} as in OpenAI's form. */
final class RecordedPrompt {
    private RecordedPrompt() {}

    static ChatRequest read(LineFields fields) throws ImportFault {
        List<Message> messages = new ArrayList<>();
        JsonNode given = fields.node("messages");
        if (given.isMissingNode()) {
            messages.add(user(fields.neededText("prompt")));
        } else if (given.isArray() && !given.isEmpty()) {
            for (JsonNode message : given) {
                messages.add(message(fields, message));
            }
        } else {
            throw fields.fault("messages", "a list of at least one message");
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        messages.forEach(message -> body.withArray("messages").add(message.wire()));
        return new ChatRequest(messages, OptionalLong.empty(), 1, false, false, Set.of(), body);
    }

    private static Message user(String prompt) {
        ObjectNode wire =
                JsonNodeFactory.instance.objectNode().put("role", "user").put("content", prompt);
        return new Message(Role.USER, prompt, wire);
    }

    private static Message message(LineFields fields, JsonNode wire) throws ImportFault {
        Role role = Role.ofWireName(wire.path("role").asText())
                .orElseThrow(() -> fields.fault("messages", "messages whose role is one of OpenAI's"));
        return new Message(role, text(wire.path("content")), wire);
    }

    private static String text(JsonNode content) {
        if (content.isTextual()) {
            return content.textValue();
        }
        StringJoiner parts = new StringJoiner("\n");
        for (JsonNode part : content) {
            if (part.path("text").isTextual()) {
                parts.add(part.path("text").textValue());
            }
        }
        return parts.toString();
    }
}
