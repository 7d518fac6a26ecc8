package dev.tutti.serving.provider;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The events of OpenAI's streams: each is a chunk, until {@code [DONE]}. */
final class OpenAiEvents implements StreamEvents {
    private static final String DONE = "[DONE]";

    private final EventJson parser;
    private boolean over;

    OpenAiEvents(EventJson parser) {
        this.parser = parser;
    }

    @Override
    public List<ObjectNode> chunks(String data) throws NotAnAnswer {
        if (data.equals(DONE)) {
            over = true;
            return List.of();
        }
        return List.of(parser.object(data));
    }

    @Override
    public boolean over() {
        return over;
    }

    @Override
    public String last() {
        return DONE;
    }
}
