package dev.tutti.edge.practice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** Answers {@code POST /v1/chat/completions} for the practice models. Runs on the server's event loop. */
final class ChatHandler {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, PracticeModel> models;
    private final Vertx vertx;
    private final Pace pace;
    private final InstantSource clock;
    private final PassingFailures failures = new PassingFailures();
    private long answers;

    ChatHandler(Map<String, PracticeModel> models, Vertx vertx, Pace pace, InstantSource clock) {
        this.models = Map.copyOf(models);
        this.vertx = vertx;
        this.pace = pace;
        this.clock = clock;
    }

    void handle(HttpServerRequest request) {
        Speaking speaking = new Speaking(vertx, request.response(), pace);
        request.body()
                .onSuccess(body -> answer(body, speaking))
                .onFailure(_ -> request.connection().close());
    }

    private void answer(Buffer raw, Speaking speaking) {
        Optional<JsonNode> body = parse(raw);
        Optional<Ask> ask = body.flatMap(AskReader::read);
        if (body.isEmpty() || ask.isEmpty()) {
            speaking.refuse(new Reply.Refused(
                    400, "invalid_request_error", "invalid_request", "the body is no JSON object with a user message"));
            return;
        }
        String name = body.get().path("model").asText("");
        PracticeModel model = models.get(name);
        if (model == null) {
            speaking.refuse(
                    new Reply.Refused(404, "invalid_request_error", "model_not_found", "no practice model " + name));
            return;
        }
        speak(body.get(), model, ask.get(), speaking);
    }

    private void speak(JsonNode body, PracticeModel model, Ask ask, Speaking speaking) {
        String name = body.path("model").asText();
        if (model.stumbles(ask) && failures.strikes(body.toString())) {
            speaking.refuse(new Reply.Refused(
                    503, "server_error", "server_is_overloaded", name + " plays a failure; ask again"));
            return;
        }
        switch (model.reply(ask)) {
            case Reply.Said said -> say(body, name, said, speaking);
            case Reply.Refused refused -> speaking.refuse(refused);
        }
    }

    private void say(JsonNode body, String name, Reply.Said said, Speaking speaking) {
        answers++;
        Completion completion = new Completion(
                "chatcmpl-practice-" + answers, name, clock.instant().getEpochSecond());
        if (body.path("stream").asBoolean(false)) {
            boolean usage = body.path("stream_options").path("include_usage").asBoolean(false);
            speaking.streamed(said, completion.chunks(said, usage));
        } else {
            speaking.whole(said, completion);
        }
    }

    private static Optional<JsonNode> parse(Buffer body) {
        try {
            return Optional.of(JSON.readTree(body.toString(StandardCharsets.UTF_8)));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
