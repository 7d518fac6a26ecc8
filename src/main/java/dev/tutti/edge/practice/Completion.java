package dev.tutti.edge.practice;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** The OpenAI wire form of what a practice model says. */
final class Completion {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int CHUNK_CHARACTERS = 24;

    private final String id;
    private final String model;
    private final long created;

    Completion(String id, String model, long created) {
        this.id = id;
        this.model = model;
        this.created = created;
    }

    ObjectNode whole(Reply.Said said) {
        ObjectNode body = head("chat.completion");
        ObjectNode choice = body.putArray("choices").addObject();
        choice.put("index", 0).put("finish_reason", said.finishReason()).putNull("logprobs");
        choice.putObject("message")
                .put("role", "assistant")
                .put("content", said.text())
                .putNull("refusal");
        body.set("usage", usage(said));
        return body;
    }

    /** Role first, then the text in pieces, then the reason, then, when wanted, the usage. */
    List<ObjectNode> chunks(Reply.Said said, boolean includeUsage) {
        List<ObjectNode> chunks = new ArrayList<>();
        chunks.add(chunk(JSON.objectNode().put("role", "assistant").put("content", ""), includeUsage));
        String text = said.text();
        int start = 0;
        while (start < text.length()) {
            int end = boundary(text, start + CHUNK_CHARACTERS);
            chunks.add(chunk(JSON.objectNode().put("content", text.substring(start, end)), includeUsage));
            start = end;
        }
        ObjectNode last = chunk(JSON.objectNode(), includeUsage);
        ((ObjectNode) last.path("choices").path(0)).put("finish_reason", said.finishReason());
        chunks.add(last);
        if (includeUsage) {
            ObjectNode usage = head("chat.completion.chunk");
            usage.putArray("choices");
            usage.set("usage", usage(said));
            chunks.add(usage);
        }
        return chunks;
    }

    static ObjectNode error(Reply.Refused refused) {
        ObjectNode body = JSON.objectNode();
        body.putObject("error")
                .put("message", refused.message())
                .put("type", refused.type())
                .putNull("param")
                .put("code", refused.code());
        return body;
    }

    private ObjectNode chunk(ObjectNode delta, boolean includeUsage) {
        ObjectNode body = head("chat.completion.chunk");
        ObjectNode choice = body.putArray("choices").addObject();
        choice.put("index", 0).set("delta", delta);
        choice.putNull("logprobs").putNull("finish_reason");
        if (includeUsage) {
            body.putNull("usage");
        }
        return body;
    }

    private ObjectNode head(String object) {
        return JSON.objectNode()
                .put("id", id)
                .put("object", object)
                .put("created", created)
                .put("model", model);
    }

    private static ObjectNode usage(Reply.Said said) {
        return JSON.objectNode()
                .put("prompt_tokens", said.promptTokens())
                .put("completion_tokens", said.completionTokens())
                .put("total_tokens", said.promptTokens() + said.completionTokens());
    }

    /** Never between the halves of a character. */
    private static int boundary(String text, int at) {
        if (at >= text.length()) {
            return text.length();
        }
        return Character.isLowSurrogate(text.charAt(at)) ? at + 1 : at;
    }
}
