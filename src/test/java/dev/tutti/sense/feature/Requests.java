package dev.tutti.sense.feature;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.words.chat.Ability;
import dev.tutti.words.chat.ChatRequest;
import dev.tutti.words.chat.Message;
import dev.tutti.words.chat.Role;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** Requests for tests. */
public final class Requests {
    private Requests() {}

    public static ChatRequest asking(String text) {
        return of(OptionalLong.empty(), 1, Set.of(), message(Role.USER, text));
    }

    public static ChatRequest of(OptionalLong maxTokens, int choices, Set<Ability> needs, Message... messages) {
        return new ChatRequest(
                List.of(messages), maxTokens, choices, false, false, needs, JsonNodeFactory.instance.objectNode());
    }

    public static Message message(Role role, String text) {
        ObjectNode wire = JsonNodeFactory.instance.objectNode();
        wire.put("role", role.wireName()).put("content", text);
        return new Message(role, text, wire);
    }
}
