package dev.tutti.serving.execution;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** More text for a conversation's system message. */
final class SystemText {
    private static final Set<String> ROLES = Set.of("system", "developer");

    private SystemText() {}

    /**
     * Adds it at the end of the first message when that is a system or developer message (as text, or as one more part),
     * else as a system message before all others: many models' templates take no more than one.
     */
    static void add(ArrayNode messages, String text) {
        if (messages.path(0) instanceof ObjectNode first
                && ROLES.contains(first.path("role").asText())) {
            extend(first, text);
        } else {
            messages.insertObject(0).put("role", "system").put("content", text);
        }
    }

    private static void extend(ObjectNode message, String text) {
        if (message.path("content") instanceof ArrayNode parts) {
            parts.addObject().put("type", "text").put("text", text);
        } else {
            message.put("content", message.path("content").asText() + "\n\n" + text);
        }
    }
}
