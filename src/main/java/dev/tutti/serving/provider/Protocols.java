package dev.tutti.serving.provider;

import com.fasterxml.jackson.databind.ObjectMapper;

/** The protocols that endpoints of a catalogue may speak: so far one. */
record Protocols(Protocol openAi) {
    static Protocols using(ObjectMapper json) {
        return new Protocols(new OpenAiProtocol(json));
    }

    Protocol of(ModelCall call) {
        return openAi;
    }
}
