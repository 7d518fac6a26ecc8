package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** OpenAI's chat completions: what everything is made of anyway. */
enum CompletionsDialect implements Dialect, Speech {
    SPOKEN;

    @Override
    public ObjectNode whole(ObjectNode completion) {
        return completion;
    }

    @Override
    public Speech speech() {
        return this;
    }

    @Override
    public ObjectNode refusal(Refusal refusal) {
        return refusal.body();
    }

    @Override
    public void chunk(ObjectNode chunk, Sse sse) throws IOException {
        sse.data(chunk);
    }

    @Override
    public void done(Sse sse) throws IOException {
        sse.done();
    }

    @Override
    public void failed(Refusal refusal, Sse sse) throws IOException {
        sse.error(refusal.body());
    }

    @Override
    public void waiting(String news, Sse sse) throws IOException {
        sse.comment(news);
    }
}
