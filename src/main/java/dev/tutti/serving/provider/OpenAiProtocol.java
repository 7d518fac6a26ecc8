package dev.tutti.serving.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.RequestOptions;
import java.util.Optional;

/** OpenAI's chat completions: what goes out and comes in is what Tutti speaks itself. */
final class OpenAiProtocol implements ConversationProtocol {
    private final RequestBody bodies;
    private final EventJson parser;

    OpenAiProtocol(ObjectMapper json) {
        bodies = new RequestBody(json);
        parser = new EventJson(json);
    }

    @Override
    public String path() {
        return "/chat/completions";
    }

    @Override
    public void sign(RequestOptions options, Optional<Secret> key) {
        bear(options, key);
    }

    /** As everywhere at OpenAI. */
    static void bear(RequestOptions options, Optional<Secret> key) {
        key.ifPresent(secret -> options.putHeader(HttpHeaders.AUTHORIZATION, secret.bearer()));
    }

    @Override
    public byte[] body(ModelCall call) {
        return bodies.of(call);
    }

    @Override
    public ObjectNode completion(JsonNode answer) throws NotAnAnswer {
        return AnswerReader.requireCompletion(answer);
    }

    @Override
    public StreamEvents events() {
        return new OpenAiEvents(parser);
    }
}
