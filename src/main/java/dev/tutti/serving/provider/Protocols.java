package dev.tutti.serving.provider;

import com.fasterxml.jackson.databind.ObjectMapper;

/** The protocols that endpoints of a catalogue may speak. */
record Protocols(Protocol openAi, Protocol anthropic) {
    static Protocols using(ObjectMapper json) {
        return new Protocols(new OpenAiProtocol(json), new AnthropicProtocol(json));
    }

    Protocol of(ModelCall call) {
        return switch (call.model().endpoint().api()) {
            case OPENAI -> openAi;
            case ANTHROPIC -> anthropic;
        };
    }
}
