package dev.tutti.serving.provider;

import com.fasterxml.jackson.databind.ObjectMapper;

/** The protocols that endpoints of a catalogue may speak. */
record Protocols(ConversationProtocol openAi, ConversationProtocol anthropic) {
    static Protocols using(ObjectMapper json) {
        return new Protocols(new OpenAiProtocol(json), new AnthropicProtocol(json));
    }

    Protocol of(ModelCall call) {
        return switch (call.question()) {
            case Question.Conversation _ -> ofConversation(call);
            case Question.Embedding asked -> new EmbeddingProtocol(asked);
        };
    }

    ConversationProtocol ofConversation(ModelCall call) {
        return switch (call.model().endpoint().api()) {
            case OPENAI -> openAi;
            case ANTHROPIC -> anthropic;
        };
    }
}
