package dev.tutti.serving.provider;

import io.vertx.core.http.RequestOptions;
import java.util.Optional;

/** OpenAI's embeddings: what goes out is what the caller sent. */
record EmbeddingProtocol(Question.Embedding asked) implements Protocol {
    @Override
    public String path() {
        return "/embeddings";
    }

    @Override
    public void sign(RequestOptions options, Optional<Secret> key) {
        OpenAiProtocol.bear(options, key);
    }

    @Override
    public byte[] body(ModelCall call) {
        return asked.body();
    }
}
