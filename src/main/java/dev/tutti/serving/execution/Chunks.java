package dev.tutti.serving.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.words.chat.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The chunks of a streamed answer, {@code chat.completion.chunk} objects. What is given is never changed. */
final class Chunks {
    /** Characters of one chunk made from a whole answer. */
    private static final int PIECE = 256;

    /** Fields of a delta that hold nothing of the answer; providers differ in where they put a model's thoughts. */
    private static final Set<String> NO_ANSWER = Set.of("role", "reasoning_content", "reasoning", "reasoning_details");

    /** Fields that say the same in every chunk, or that are told apart from chunks. */
    private static final Set<String> FRAME = Set.of(
            "id",
            "object",
            "created",
            "model",
            "choices",
            "usage",
            "system_fingerprint",
            "service_tier",
            "provider",
            "obfuscation");

    private static final Set<String> CHOICE = Set.of("index", "delta", "finish_reason", Logprobs.FIELD);
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Chunks() {}

    static boolean finishes(ObjectNode chunk) {
        return choices(chunk).stream().anyMatch(choice -> choice.hasNonNull("finish_reason"));
    }

    /** Whether a delta says more than who speaks. */
    static boolean hasContent(ObjectNode chunk) {
        return choices(chunk).stream()
                .flatMap(choice -> choice.path("delta").properties().stream())
                .anyMatch(field -> !field.getKey().equals("role") && !empty(field.getValue()));
    }

    /** Whether a delta says something of the answer: thoughts before it are none of it. */
    static boolean hasAnswer(ObjectNode chunk) {
        return choices(chunk).stream()
                .flatMap(choice -> choice.path("delta").properties().stream())
                .anyMatch(field -> !NO_ANSWER.contains(field.getKey()) && !empty(field.getValue()));
    }

    /**
     * Whether a chunk brings anything: a token that is part of a character has a log-probability and no text yet, and some
     * providers tell of prompts, or of what they found in an answer, in fields of their own.
     */
    static boolean brings(ObjectNode chunk) {
        return hasDelta(chunk)
                || hasMore(chunk, FRAME)
                || choices(chunk).stream().anyMatch(one -> hasMore(one, CHOICE));
    }

    static boolean hasDelta(ObjectNode chunk) {
        return choices(chunk).stream()
                .flatMap(choice -> Stream.of(choice.path("delta"), choice.path(Logprobs.FIELD)))
                .anyMatch(part -> hasMore(part, Set.of()));
    }

    private static boolean hasMore(JsonNode object, Set<String> known) {
        return object.properties().stream()
                .anyMatch(field -> !known.contains(field.getKey()) && !empty(field.getValue()));
    }

    static ObjectNode withoutFinish(ObjectNode chunk) {
        ObjectNode copy = chunk.deepCopy();
        copy.remove("usage");
        choices(copy).forEach(choice -> choice.putNull("finish_reason"));
        return copy;
    }

    /** The finish of each choice that ends in the chunk, as a chunk of its own without what {@link #withoutFinish} keeps. */
    static List<ObjectNode> closing(ObjectNode chunk) {
        List<ObjectNode> closing = new ArrayList<>();
        for (ObjectNode choice : choices(chunk)) {
            if (choice.hasNonNull("finish_reason")) {
                ObjectNode last = chunk.deepCopy();
                last.remove("usage");
                ObjectNode ended = choice.deepCopy();
                ended.set("delta", JSON.objectNode());
                Logprobs.drop(ended);
                last.set("choices", JSON.arrayNode().add(ended));
                closing.add(last);
            }
        }
        return closing;
    }

    static ObjectNode closing(Answer answer) {
        ObjectNode chunk = chunk(JSON.objectNode());
        choices(chunk).getFirst().put("finish_reason", answer.finishReason());
        return chunk;
    }

    /** A whole answer as a stream would have brought it: first who speaks, then text in pieces, then tool calls. */
    static List<ObjectNode> of(Answer answer) {
        List<ObjectNode> chunks = new ArrayList<>();
        chunks.add(chunk(JSON.objectNode().put("role", "assistant").put("content", "")));
        chunks.addAll(content(answer.text()));
        ArrayNode calls = toolCalls(answer);
        if (!calls.isEmpty()) {
            chunks.add(chunk(JSON.objectNode().set("tool_calls", calls)));
        }
        return chunks;
    }

    /** More text of an answer. */
    static List<ObjectNode> content(String text) {
        return pieces(text).stream()
                .map(piece -> chunk(JSON.objectNode().put("content", piece)))
                .toList();
    }

    /** A text that is not the answer, as a stream would have brought it before the answer. */
    static List<ObjectNode> reasoning(String text) {
        return pieces(text).stream()
                .map(piece -> chunk(JSON.objectNode().put("reasoning_content", piece)))
                .toList();
    }

    private static ArrayNode toolCalls(Answer answer) {
        ArrayNode calls = JSON.arrayNode();
        JsonNode whole = answer.wire()
                .<JsonNode>map(w -> w.path("choices").path(0).path("message").path("tool_calls"))
                .orElse(calls);
        for (JsonNode call : whole) {
            // What is no object is no call: the provider's door refuses such answers.
            if (call instanceof ObjectNode object) {
                ObjectNode indexed = JSON.objectNode().put("index", calls.size());
                indexed.setAll(object);
                calls.add(indexed);
            }
        }
        return calls;
    }

    /** Cut between code points, never inside one. */
    private static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int to = Math.min(text.length(), from + PIECE);
            if (to < text.length() && Character.isHighSurrogate(text.charAt(to - 1))) {
                to++;
            }
            pieces.add(text.substring(from, to));
            from = to;
        }
        return pieces;
    }

    private static ObjectNode chunk(ObjectNode delta) {
        ObjectNode choice = JSON.objectNode().put("index", 0);
        choice.set("delta", delta);
        choice.putNull("finish_reason");
        ObjectNode chunk = JSON.objectNode().put("object", "chat.completion.chunk");
        chunk.set("choices", JSON.arrayNode().add(choice));
        return chunk;
    }

    private static List<ObjectNode> choices(ObjectNode chunk) {
        List<ObjectNode> choices = new ArrayList<>();
        for (JsonNode choice : chunk.path("choices")) {
            if (choice instanceof ObjectNode object) {
                choices.add(object);
            }
        }
        return choices;
    }

    private static boolean empty(JsonNode value) {
        return value.isNull()
                || (value.isTextual() && value.textValue().isEmpty())
                || (value.isContainerNode() && value.isEmpty());
    }
}
