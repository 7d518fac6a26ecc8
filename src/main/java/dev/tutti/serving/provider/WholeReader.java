package dev.tutti.serving.provider;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.words.chat.Usage;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Executor;

/** Reads an answer that comes as one JSON object. */
final class WholeReader {
    /** Bodies up to this size are read on the event loop: faster than handing them over. */
    private static final int SMALL = 64 * 1024;

    private final ObjectMapper json;
    private final Protocols protocols;
    private final TokenEstimator estimator;
    private final Executor threads;
    private final long limit;

    WholeReader(ObjectMapper json, Protocols protocols, TokenEstimator estimator, Executor threads, long limit) {
        this.json = json;
        this.protocols = protocols;
        this.estimator = estimator;
        this.threads = threads;
        this.limit = limit;
    }

    void read(HttpClientResponse response, ModelCall call, HttpAttempt attempt) {
        BodyCollector.collect(response, attempt, limit, body -> {
            if (body.length() <= SMALL) {
                finish(body, call, attempt);
            } else {
                threads.execute(() -> finish(body, call, attempt));
            }
        });
    }

    private void finish(Buffer body, ModelCall call, HttpAttempt attempt) {
        try {
            ObjectNode completion = protocols.ofConversation(call).completion(json.readTree(body.getBytes()));
            Optional<Usage> told = UsageReader.read(completion);
            if (told.isPresent()) {
                succeed(completion, call, told.get(), attempt);
            } else {
                threads.execute(() -> succeed(completion, call, estimate(completion, call), attempt));
            }
        } catch (IOException e) {
            attempt.broken("200 with JSON that is cut off or malformed");
        } catch (NotAnAnswer e) {
            attempt.broken(String.valueOf(e.getMessage()));
        }
    }

    private Usage estimate(ObjectNode completion, ModelCall call) {
        return estimator.estimate(call.body(), AnswerReader.written(completion));
    }

    private static void succeed(ObjectNode completion, ModelCall call, Usage usage, HttpAttempt attempt) {
        attempt.succeed(AnswerReader.answer(completion, call.model().endpoint().wireName(), usage));
    }
}
