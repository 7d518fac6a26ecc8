package dev.tutti.edge.http;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Turns tracing on where an endpoint for traces is set, and off where none is; and lets OpenTelemetry's own variables, such
 * as {@code OTEL_EXPORTER_OTLP_ENDPOINT}, stand for Quarkus' settings. What somebody sets by Quarkus' names goes before.
 */
public final class TelemetrySwitch implements ConfigSourceFactory {

    private static final String QUARKUS = "quarkus.";
    /** Below all that a person sets, above what was fixed by the build. */
    private static final int ORDINAL = 200;

    private static final List<String> ENDPOINTS =
            List.of("otel.exporter.otlp.traces.endpoint", "otel.exporter.otlp.endpoint");
    private static final List<String> STANDARD = List.of(
            "otel.exporter.otlp.endpoint",
            "otel.exporter.otlp.headers",
            "otel.exporter.otlp.protocol",
            "otel.exporter.otlp.traces.endpoint",
            "otel.exporter.otlp.traces.headers",
            "otel.exporter.otlp.traces.protocol",
            "otel.traces.sampler.arg");

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        Map<String, String> settings = new HashMap<>();
        for (String name : STANDARD) {
            set(context, name).ifPresent(value -> settings.put(QUARKUS + name, value));
        }
        boolean wanted = ENDPOINTS.stream()
                .anyMatch(name -> set(context, name)
                        .or(() -> set(context, QUARKUS + name))
                        .isPresent());
        String off = set(context, "otel.sdk.disabled").orElse(Boolean.toString(!wanted));
        settings.put("quarkus.otel.sdk.disabled", off);
        return List.of(new PropertiesConfigSource(settings, "telemetry", ORDINAL));
    }

    /** What a person has set, not what holds when nobody does. */
    private static Optional<String> set(ConfigSourceContext context, String name) {
        ConfigValue value = context.getValue(name);
        return Optional.ofNullable(value)
                .filter(it -> it.getConfigSourceOrdinal() > ORDINAL)
                .map(ConfigValue::getValue)
                .filter(it -> !it.isBlank());
    }
}
