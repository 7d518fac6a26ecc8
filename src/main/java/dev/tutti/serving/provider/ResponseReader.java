package dev.tutti.serving.provider;

import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Looks at the head of a response and hands its body to whoever can read it. */
final class ResponseReader {
    private final RefusalReader refusals;
    private final WholeReader whole;
    private final StreamedReader streamed;
    private final EmbeddingReader embeddings;

    ResponseReader(RefusalReader refusals, WholeReader whole, StreamedReader streamed, EmbeddingReader embeddings) {
        this.refusals = refusals;
        this.whole = whole;
        this.streamed = streamed;
        this.embeddings = embeddings;
    }

    void read(HttpClientResponse response, ModelCall call, ChunkSink sink, HttpAttempt attempt) {
        // Until a reader takes over; without a handler Vert.x logs our own resets as errors.
        response.exceptionHandler(_ -> {});
        int status = response.statusCode();
        if (status != 200) {
            refusals.read(response, attempt);
            return;
        }
        String wanted = call.stream() ? "text/event-stream" : "application/json";
        String type = mediaType(response.getHeader(HttpHeaders.CONTENT_TYPE));
        if (!type.equals(wanted)) {
            attempt.broken("200 with " + shown(type) + " instead of " + wanted);
        } else {
            read(call.question(), response, call, sink, attempt);
        }
    }

    private void read(
            Question question, HttpClientResponse response, ModelCall call, ChunkSink sink, HttpAttempt attempt) {
        switch (question) {
            case Question.Embedding asked -> embeddings.read(response, call, asked, attempt);
            case Question.Conversation asked when asked.stream() -> streamed.read(response, call, sink, attempt);
            case Question.Conversation _ -> whole.read(response, call, attempt);
        }
    }

    private static String mediaType(@Nullable String header) {
        String value = header == null ? "" : header;
        int end = value.indexOf(';');
        return (end < 0 ? value : value.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    private static String shown(String type) {
        return type.matches("[a-z0-9.+-]{1,40}/[a-z0-9.+-]{1,40}") ? type : "no content type";
    }
}
