package dev.tutti.serving.provider;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.words.chat.Answer;
import dev.tutti.words.chat.Usage;
import io.vertx.core.http.HttpClientResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Reads an answer of embeddings, and gives its bytes on as they are. They are looked through once, without keeping the
 * numbers: that it is whole, has vectors, and what it says of model and usage.
 */
final class EmbeddingReader {
    /** Of single values within an answer: something follows each. */
    private final ObjectReader values;

    private final ObjectMapper json;
    private final Executor threads;
    private final long limit;

    EmbeddingReader(ObjectMapper json, Executor threads, long limit) {
        this.json = json;
        values = json.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        this.threads = threads;
        this.limit = limit;
    }

    void read(HttpClientResponse response, ModelCall call, Question.Embedding asked, HttpAttempt attempt) {
        BodyCollector.collect(
                response, attempt, limit, body -> threads.execute(() -> finish(body.getBytes(), call, asked, attempt)));
    }

    private void finish(byte[] body, ModelCall call, Question.Embedding asked, HttpAttempt attempt) {
        try {
            Answer answer = answer(told(body), call, asked);
            asked.answer().accept(body);
            attempt.succeed(answer);
        } catch (IOException e) {
            attempt.broken("200 with JSON that is cut off or malformed");
        } catch (NotAnAnswer e) {
            attempt.broken(String.valueOf(e.getMessage()));
        }
    }

    private static Answer answer(ObjectNode told, ModelCall call, Question.Embedding asked) {
        Usage usage = UsageReader.ofEmbeddings(told.path("usage"))
                .orElseGet(() -> new Usage(asked.estimate(), Usage.NONE.cached(), Usage.NONE.completion(), true));
        String served = told.path("model").asText("");
        return new Answer(
                "", "stop", served.isBlank() ? call.model().endpoint().wireName() : served, usage, Optional.empty());
    }

    /** Its object without the vectors; in their place, whether there are any. */
    private ObjectNode told(byte[] body) throws IOException, NotAnAnswer {
        ObjectNode told = json.createObjectNode();
        try (JsonParser parser = json.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new NotAnAnswer("200 with JSON that is no object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                field(parser.currentName(), parser, told);
            }
            if (parser.nextToken() != null) {
                throw new NotAnAnswer("200 with more than one JSON value");
            }
        }
        if (told.hasNonNull("error")) {
            throw new NotAnAnswer("200 with an error object" + ErrorCode.inBrackets(told));
        }
        if (!told.path("data").asBoolean()) {
            throw new NotAnAnswer("200 with an object without embeddings");
        }
        return told;
    }

    private void field(String name, JsonParser parser, ObjectNode told) throws IOException {
        JsonToken value = parser.nextToken();
        switch (name) {
            case "data" -> told.put(name, holdsAny(value, parser));
            case "usage", "model", "error" -> told.set(name, values.<JsonNode>readTree(parser));
            default -> parser.skipChildren();
        }
    }

    /** Whether that is an array with at least one object, each looked through to its end. */
    private static boolean holdsAny(JsonToken value, JsonParser parser) throws IOException {
        if (value != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return false;
        }
        boolean any = false;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            any |= parser.currentToken() == JsonToken.START_OBJECT;
            parser.skipChildren();
        }
        return any;
    }
}
