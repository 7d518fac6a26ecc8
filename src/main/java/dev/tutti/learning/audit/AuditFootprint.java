package dev.tutti.learning.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tutti.serving.execution.Ending;
import dev.tutti.words.chat.ChatRequest;

/** About how many bytes a waiting audit keeps from being freed: the request, as text and as JSON, its answer and the finished row. */
final class AuditFootprint {
    /** A row with its candidates takes 10 to 20 KB. */
    private static final long ROW = 20_000;
    /** Of a node of JSON beside its text. */
    private static final long NODE = 64;

    private AuditFootprint() {}

    /** Texts count one byte a character: most are Latin. */
    static long of(ChatRequest chat, Ending ending) {
        int said = ending.said().map(answer -> answer.text().length()).orElse(0);
        return ROW + chat.characters() + bytes(chat.body()) + said;
    }

    private static long bytes(JsonNode node) {
        long sum = NODE + (node.isTextual() ? node.textValue().length() : 0);
        for (JsonNode child : node) {
            sum += bytes(child);
        }
        return sum;
    }
}
