package dev.tutti.serving.provider;

import dev.tutti.words.chat.ModelId;

/** Counts and times every call, and keeps the latencies of those that were answered or given up. */
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
        metrics.begun(model);
        InFlight inner = next.ask(call, sink);
        var _ = inner.ending().thenAccept(ending -> {
            metrics.ended(call, ending);
            note(model, ending);
        });
        return inner;
    }

    private void note(ModelId model, CallEnding ending) {
        switch (ending) {
            case CallEnding.Succeeded answered -> latencies.add(model, answered.latency());
            case CallEnding.Ignored ignored when ignored.attempts() > 0 -> latencies.givenUp(model, ignored.latency());
            case CallEnding.Failed failed
            when failed.kind() == CallEnding.Kind.TIMEOUT -> latencies.givenUp(model, failed.latency());
            case CallEnding.Ignored _, CallEnding.Failed _ -> {}
        }
    }
}
