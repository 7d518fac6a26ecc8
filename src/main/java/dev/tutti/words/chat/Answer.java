package dev.tutti.words.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * What a model said: the text of its first choice (empty when it only calls tools), why it ended ({@code stop},
 * {@code length}, {@code tool_calls}, {@code content_filter} or the provider's own word), the model that the provider
 * says answered, what it consumed, and the provider's whole object, as it came or as put together from a stream's chunks. {@code toString} never shows
 * what was said.
 */
public record Answer(String text, String finishReason, String servedModel, Usage usage, Optional<ObjectNode> wire) {
    /** Whether the first choice calls tools rather than saying something. */
    public boolean callsTools() {
        return "tool_calls".equals(finishReason);
    }

    @Override
    public String toString() {
        return "answer of " + text.length() + " characters from " + servedModel;
    }
}
