package dev.tutti.words.catalogue;

import dev.tutti.words.chat.ChatRequest;
import java.util.List;

/** The form in which an endpoint is asked and answers. */
public enum Api {
    /** OpenAI's chat completions, which many providers speak. */
    OPENAI,
    /** Anthropic's Messages. */
    ANTHROPIC;

    /** What a request asks for that has no words in this form, by the names of its fields; empty where all of it has. */
    public List<String> lacks(ChatRequest request) {
        return switch (this) {
            case OPENAI -> List.of();
            case ANTHROPIC -> BeyondMessages.in(request);
        };
    }
}
