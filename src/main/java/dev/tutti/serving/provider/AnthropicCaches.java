package dev.tutti.serving.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Marks in a body of Messages up to where its prompt is to be kept in the provider's cache, for five minutes: the end of
 * the system's text, with the tools before it, and the ends of the last two turns of the user. The last is what the next
 * turn goes on from; the one before is where this turn reads, however many blocks came since. Three of the four marks that
 * Anthropic takes.
 */
final class AnthropicCaches {
    private static final String MARK = "cache_control";
    private static final int TURNS = 2;

    private AnthropicCaches() {}

    /**
     * Nothing where the caller has marks of its own in {@code chat}: it has thought of where a cache helps it. A chat
     * completion that was made of Messages has none: there they ask for these.
     */
    static void mark(ObjectNode chat, ObjectNode body) {
        if (isMarked(chat)) {
            return;
        }
        if (body.path("system").isTextual()) {
            ObjectNode text = AnthropicBlocks.text(body.path("system").textValue());
            body.putArray("system").add(marked(text));
        }
        int left = TURNS;
        JsonNode turns = body.path("messages");
        for (int i = turns.size() - 1; i >= 0 && left > 0; i--) {
            JsonNode blocks = turns.path(i).path("content");
            if (turns.path(i).path("role").asText().equals("user")
                    && blocks.path(blocks.size() - 1) instanceof ObjectNode last) {
                marked(last);
                left--;
            }
        }
    }

    private static ObjectNode marked(ObjectNode block) {
        block.putObject(MARK).put("type", "ephemeral");
        return block;
    }

    private static boolean isMarked(ObjectNode chat) {
        return Stream.concat(elements(chat.path("tools")), elements(chat.path("messages")))
                .flatMap(one -> Stream.concat(Stream.of(one), elements(one.path("content"))))
                .anyMatch(one -> one.has(MARK));
    }

    private static Stream<JsonNode> elements(JsonNode list) {
        return list.isArray() ? StreamSupport.stream(list.spliterator(), false) : Stream.empty();
    }
}
