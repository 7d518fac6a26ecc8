package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.words.chat.Ability;
import dev.tutti.words.chat.Message;
import dev.tutti.words.chat.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads {@code messages}; collects the abilities that their parts need. */
final class MessageReader {

    private static final String ROLES =
            Arrays.stream(Role.values()).map(Role::wireName).collect(Collectors.joining(", "));
    private static final int MOST_PARTS = 10_000;

    private final Set<Ability> needs;

    MessageReader(Set<Ability> needs) {
        this.needs = needs;
    }

    List<Message> read(Fields body, int most) {
        List<JsonNode> items = body.array("messages", most)
                .filter(list -> !list.isEmpty())
                .orElseThrow(() -> body.wrong("messages", "an array of 1 to " + most + " messages"));
        List<Message> messages = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            messages.add(message(items.get(i), "messages[" + i + "]"));
        }
        return messages;
    }

    private Message message(JsonNode item, String path) {
        if (!(item instanceof ObjectNode object)) {
            throw Refusal.invalid(path, path + " is an object with role and content, was " + Shown.of(item));
        }
        Fields fields = new Fields(object, path);
        Role role =
                fields.word("role", Role::ofWireName, ROLES).orElseThrow(() -> fields.wrong("role", "one of " + ROLES));
        if (role == Role.TOOL) {
            fields.requiredText("tool_call_id");
        }
        return new Message(role, content(fields, role), object);
    }

    private String content(Fields fields, Role role) {
        JsonNode content = fields.node().path("content");
        if (content.isTextual()) {
            return content.textValue();
        }
        if (content.isArray()) {
            return parts(fields);
        }
        if ((content.isNull() || content.isMissingNode()) && (role == Role.ASSISTANT || role == Role.FUNCTION)) {
            return "";
        }
        String was = content.isMissingNode() ? "missing" : Shown.of(content);
        throw Refusal.invalid(
                fields.path("content"), fields.path("content") + " is a string or an array of parts, was " + was);
    }

    private String parts(Fields fields) {
        List<JsonNode> items = fields.array("content", MOST_PARTS).orElseThrow();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            String path = fields.path("content") + "[" + i + "]";
            if (!(items.get(i) instanceof ObjectNode object)) {
                throw Refusal.invalid(path, path + " is an object with a type");
            }
            part(new Fields(object, path), texts);
        }
        return String.join("\n", texts);
    }

    private void part(Fields part, List<String> texts) {
        switch (part.requiredText("type")) {
            case "text" -> texts.add(part.text("text").orElseThrow(() -> part.wrong("text", "a string")));
            case "refusal" -> texts.add(part.text("refusal").orElseThrow(() -> part.wrong("refusal", "a string")));
            case "image_url" -> {
                part.requiredObject("image_url").requiredText("url");
                needs.add(Ability.IMAGES);
            }
            case "input_audio" -> {
                part.requiredObject("input_audio");
                needs.add(Ability.AUDIO);
            }
            case "file" -> {
                // By its content alone: a file's id is of one provider, and nobody could say what it costs to read.
                part.requiredObject("file").requiredText("file_data");
                needs.add(Ability.FILES);
            }
            default -> throw part.wrong("type", "one of text, image_url, input_audio, file, refusal");
        }
    }
}
