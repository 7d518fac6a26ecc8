package dev.tutti.edge.http;

import dev.tutti.serving.routing.EmbeddingAnswer;
import dev.tutti.words.chat.ModelId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/** Counts requests for embeddings by model and result, and what they cost, and tells the trace of each. */
final class EmbeddingMeters {
    private final MeterRegistry registry;

    EmbeddingMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** On a thread of the request. */
    void record(ModelId model, EmbeddingAnswer answer) {
        RequestSpan.tell(answer);
        switch (answer) {
            case EmbeddingAnswer.Refused refused ->
                count(model, refused.reason().name().toLowerCase(Locale.ROOT));
            case EmbeddingAnswer.Finished finished -> {
                count(model, finished.row().ending().wireName());
                Counter.builder(TelemetryNames.EMBEDDINGS_COST)
                        .description("Dollars that providers charged for embeddings")
                        .tag(TelemetryNames.MODEL, model.value())
                        .register(registry)
                        .increment(finished.row().cost().toDouble());
            }
        }
    }

    private void count(ModelId model, String result) {
        Counter.builder(TelemetryNames.EMBEDDINGS)
                .description("Requests for embeddings of a model")
                .tag(TelemetryNames.MODEL, model.value())
                .tag(TelemetryNames.RESULT, result)
                .register(registry)
                .increment();
    }
}
