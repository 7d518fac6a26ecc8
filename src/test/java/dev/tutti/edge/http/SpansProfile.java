package dev.tutti.edge.http;

import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;

/** As {@link FaultProfile}, traced: spans are kept in memory as they end, and {@code good/*} may know of the trace. */
public class SpansProfile extends FaultProfile {
    static final InMemorySpanExporter SPANS = InMemorySpanExporter.create();

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(Kept.class);
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = super.getConfigOverrides();
        settings.putAll(Map.of(
                // The word that traces are wanted; nobody listens there, and nobody needs to.
                "quarkus.otel.exporter.otlp.endpoint", "http://127.0.0.1:9",
                "tutti.provider.trace-to", "good/*"));
        return settings;
    }

    /** Spans as they end. */
    @Alternative
    @Singleton
    public static class Kept {
        @Produces
        @Singleton
        SpanProcessor processor() {
            return SimpleSpanProcessor.create(SPANS);
        }
    }
}
