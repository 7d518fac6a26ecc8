package dev.tutti.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TelemetrySwitchTest {
    private static final String OFF = "quarkus.otel.sdk.disabled";
    private static final String ENDPOINT = "quarkus.otel.exporter.otlp.endpoint";

    private static SmallRyeConfig with(Map<String, String> set) {
        return new SmallRyeConfigBuilder()
                .withDefaultValue(ENDPOINT, "http://localhost:4317")
                .withSources(new PropertiesConfigSource(set, "set", 300))
                .withSources(new TelemetrySwitch())
                .build();
    }

    @Test
    void tracesAreOffUntilAnEndpointIsSet() {
        assertThat(with(Map.of()).getConfigValue(OFF).getValue()).isEqualTo("true");
        assertThat(with(Map.of("otel.exporter.otlp.endpoint", " "))
                        .getConfigValue(OFF)
                        .getValue())
                .isEqualTo("true");
    }

    @Test
    void anEndpointByEitherNameTurnsThemOn() {
        for (String name : new String[] {
            "otel.exporter.otlp.endpoint",
            "otel.exporter.otlp.traces.endpoint",
            ENDPOINT,
            "quarkus.otel.exporter.otlp.traces.endpoint"
        }) {
            assertThat(with(Map.of(name, "http://there:4317"))
                            .getConfigValue(OFF)
                            .getValue())
                    .as(name)
                    .isEqualTo("false");
        }
    }

    @Test
    void openTelemetrysOwnNamesStandForQuarkusSettings() {
        SmallRyeConfig config = with(Map.of(
                "otel.exporter.otlp.endpoint", "http://there:4317", "otel.exporter.otlp.protocol", "http/protobuf"));

        assertThat(config.getConfigValue(ENDPOINT).getValue()).isEqualTo("http://there:4317");
        assertThat(config.getConfigValue("quarkus.otel.exporter.otlp.protocol").getValue())
                .isEqualTo("http/protobuf");
    }

    @Test
    void whoeverTurnsThemOffIsHeard() {
        Map<String, String> endpoint = Map.of("otel.exporter.otlp.endpoint", "http://there:4317");
        assertThat(with(both(endpoint, "otel.sdk.disabled")).getConfigValue(OFF).getValue())
                .isEqualTo("true");
        assertThat(with(both(endpoint, OFF)).getConfigValue(OFF).getValue()).isEqualTo("true");
    }

    private static Map<String, String> both(Map<String, String> one, String off) {
        Map<String, String> all = new HashMap<>(one);
        all.put(off, "true");
        return all;
    }
}
