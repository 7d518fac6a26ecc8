package dev.tutti.serving.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.RequestOptions;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Anthropic's Messages, of the one version there is. Its error objects differ from OpenAI's in having no code. */
final class AnthropicProtocol implements ConversationProtocol {
    private static final String VERSION = "2023-06-01";

    private final ObjectMapper json;
    private final AnthropicBody bodies;
    private final EventJson parser;

    AnthropicProtocol(ObjectMapper json) {
        this.json = json;
        bodies = new AnthropicBody(json);
        parser = new EventJson(json);
    }

    @Override
    public String path() {
        return "/messages";
    }

    @Override
    public void sign(RequestOptions options, Optional<Secret> key) {
        options.putHeader("anthropic-version", VERSION);
        key.ifPresent(secret -> options.putHeader("x-api-key", secret.value()));
    }

    @Override
    public byte[] body(ModelCall call) {
        try {
            return json.writeValueAsBytes(bodies.tree(call));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ObjectNode completion(JsonNode answer) throws NotAnAnswer {
        return AnthropicAnswer.completion(answer);
    }

    @Override
    public StreamEvents events() {
        return new AnthropicEvents(parser);
    }
}
