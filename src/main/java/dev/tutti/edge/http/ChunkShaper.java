package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.words.chat.Answer;
import dev.tutti.words.chat.RequestId;
import dev.tutti.words.chat.Usage;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.Single;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Gives the chunks of one answer one {@code id} and one {@code created}, the role in the first delta of each choice, and
 * no usage before the last. Used by one thread.
 */
final class ChunkShaper {

    private final String id;
    private final long created;
    private final Plan plan;
    private final boolean includeUsage;
    private final Set<Integer> started = new HashSet<>();

    ChunkShaper(RequestId id, long created, Plan plan, boolean includeUsage) {
        this.id = CompletionJson.id(id);
        this.created = created;
        this.plan = plan;
        this.includeUsage = includeUsage;
    }

    boolean nothingSent() {
        return started.isEmpty();
    }

    ObjectNode shape(ObjectNode upstream) {
        ObjectNode chunk = head(upstream.path("model").asText(""));
        upstream.properties().forEach(field -> {
            if (!chunk.has(field.getKey()) && !field.getKey().equals("usage")) {
                chunk.set(field.getKey(), field.getValue().deepCopy());
            }
        });
        chunk.path("choices").forEach(this::giveRole);
        return withUsage(chunk);
    }

    /** An answer that was not streamed by its upstream, as one piece. */
    ObjectNode whole(Answer answer) {
        ObjectNode chunk = head(answer.servedModel());
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
        choice.putObject("delta").setAll(message(answer));
        choice.putNull("finish_reason");
        giveRole(choice);
        return withUsage(chunk);
    }

    ObjectNode finish(Answer answer) {
        ObjectNode chunk = head(answer.servedModel());
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
        choice.putObject("delta");
        choice.put("finish_reason", answer.finishReason());
        return withUsage(chunk);
    }

    /** {@code told}: what the one call that answered told beside its words, if it was one. */
    ObjectNode usage(Usage sum, Usd cost, Answer answer, Optional<ObjectNode> told, ObjectNode routing) {
        ObjectNode chunk = head(answer.servedModel());
        chunk.putArray("choices");
        ObjectNode usage = chunk.putObject("usage");
        told.ifPresent(upstream -> {
            if (upstream.path("usage") instanceof ObjectNode details) {
                usage.setAll(details.deepCopy());
            }
            upstream.properties().forEach(field -> {
                if (!chunk.has(field.getKey())) {
                    chunk.set(field.getKey(), field.getValue().deepCopy());
                }
            });
        });
        UsageJson.write(usage, sum, cost);
        chunk.set("routing", routing);
        return chunk;
    }

    private ObjectNode head(String served) {
        ObjectNode chunk = JsonNodeFactory.instance.objectNode();
        chunk.put("id", id);
        chunk.put("object", "chat.completion.chunk");
        chunk.put("created", created);
        String single =
                plan instanceof Single only && served.isEmpty() ? only.model().value() : served;
        chunk.put("model", CompletionJson.model(plan, single));
        return chunk;
    }

    private ObjectNode withUsage(ObjectNode chunk) {
        if (includeUsage) {
            chunk.putNull("usage");
        }
        return chunk;
    }

    private void giveRole(JsonNode choice) {
        if (choice.path("delta") instanceof ObjectNode delta
                && started.add(choice.path("index").asInt())) {
            delta.put("role", "assistant");
        }
    }

    /** The message's own fields where the upstream gave them, tool calls among them. */
    private static ObjectNode message(Answer answer) {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        if (answer.wire().isPresent()
                && answer.wire().get().path("choices").path(0).path("message") instanceof ObjectNode told) {
            message.setAll(told.deepCopy());
            numberToolCalls(message.path("tool_calls"));
        } else {
            message.put("content", answer.text());
        }
        return message;
    }

    /** Deltas number their tool calls, messages do not. */
    private static void numberToolCalls(JsonNode calls) {
        for (int i = 0; i < calls.size(); i++) {
            if (calls.get(i) instanceof ObjectNode call) {
                call.put("index", i);
            }
        }
    }
}
