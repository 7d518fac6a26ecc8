package dev.tutti.words.chat;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One turn of a conversation: who speaks, the text in it (text parts joined by line ends, other parts left out), and the
 * message as it came, to be passed on unchanged. {@code toString} never shows what was said.
 */
public record Message(Role role, String text, JsonNode wire) {
    @Override
    public String toString() {
        return role.wireName() + " message of " + text.length() + " characters";
    }
}
