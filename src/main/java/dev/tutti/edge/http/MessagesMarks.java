package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Stream;

/**
 * The {@code cache_control} of a request of Anthropic's Messages: where the caller says up to where its prompt is worth
 * keeping. That there is one counts, not its place nor its {@code ttl}; a value that Anthropic does not know is no mark,
 * and no reason to refuse a request.
 */
final class MessagesMarks {
    static final String MARK = "cache_control";

    private MessagesMarks() {}

    /** Where Anthropic has them alone: an argument or a parameter of a tool may have the same name. */
    static boolean areIn(ObjectNode sent) {
        Stream<JsonNode> blocks = elements(sent, "messages").flatMap(message -> elements(message, "content"));
        return isMarked(sent)
                || elements(sent, "system").anyMatch(MessagesMarks::isMarked)
                || elements(sent, "tools").anyMatch(MessagesMarks::isMarked)
                || blocks.flatMap(block -> Stream.concat(Stream.of(block), elements(block, "content")))
                        .anyMatch(MessagesMarks::isMarked);
    }

    private static boolean isMarked(JsonNode holder) {
        return holder.path(MARK).path("type").asText().equals("ephemeral");
    }

    private static Stream<JsonNode> elements(JsonNode holder, String name) {
        JsonNode list = holder.path(name);
        return list.isArray() ? list.valueStream() : Stream.empty();
    }
}
