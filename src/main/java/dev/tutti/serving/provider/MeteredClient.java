package dev.tutti.serving.provider;

import dev.tutti.words.chat.ModelId;

/** Counts and times every call, and keeps the latencies of those that were answered. */
final class MeteredClient implements ModelClient {
    private final ModelClient next;
    private final ProviderMetrics metrics;
    private final LatencyWindow latencies;

    MeteredClient(ModelClient next, ProviderMetrics metrics, LatencyWindow latencies) {
        this.next = next;
        this.metrics = metrics;
        this.latencies = latencies;
    }

    @Override
    public InFlight ask(ModelCall call, ChunkSink sink) {
        ModelId model = call.model().id();
        InFlight inner = next.ask(call, sink);
        var _ = inner.ending().thenAccept(ending -> {
            metrics.ended(model, ending);
            if (ending instanceof CallEnding.Succeeded) {
                latencies.add(model, ending.latency());
            }
        });
        return inner;
    }
}
