package dev.tutti.words.chat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A conversation that wants its next message.
 *
 * <p>{@code body} is the caller's OpenAI object without {@code routing} and without {@code model}; whoever changes it
 * copies it first ({@link ObjectNode#deepCopy}), nobody changes this one. {@code maxTokens} is the caller's
 * {@code max_completion_tokens} or {@code max_tokens}; {@code choices} the caller's {@code n}. {@code toString} never
 * shows what was said.
 */
public record ChatRequest(
        List<Message> messages,
        OptionalLong maxTokens,
        int choices,
        boolean stream,
        boolean includeUsage,
        Set<Ability> needs,
        ObjectNode body) {
    public ChatRequest {
        messages = List.copyOf(messages);
        needs = Set.copyOf(needs);
        if (messages.isEmpty()) {
            throw new IllegalArgumentException("a request has at least 1 message, had 0");
        }
        if (choices < 1) {
            throw new IllegalArgumentException("a request wants at least 1 choice, wanted " + choices);
        }
    }

    /** One message of a user, and nothing else that anybody could want. */
    public static ChatRequest asking(String prompt) {
        ObjectNode message =
                JsonNodeFactory.instance.objectNode().put("role", "user").put("content", prompt);
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putArray("messages").add(message);
        return new ChatRequest(
                List.of(new Message(Role.USER, prompt, message)),
                OptionalLong.empty(),
                1,
                false,
                false,
                Set.of(),
                body);
    }

    /** All text in it, in characters: what token estimates start from. */
    public long characters() {
        return messages.stream().mapToLong(m -> m.text().length()).sum();
    }

    @Override
    public String toString() {
        return "request of " + messages.size() + " messages, " + characters() + " characters";
    }
}
