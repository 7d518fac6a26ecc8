package dev.tutti.edge.cli;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.words.setting.ConfigurationProblem;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OwnPortsTest {
    private static final Map<String, String> USUAL = Map.of(
            "quarkus.http.host", "127.0.0.1",
            "quarkus.http.port", "8080",
            "quarkus.http.ssl-port", "8443",
            "quarkus.management.enabled", "true",
            "quarkus.management.host", "127.0.0.1",
            "quarkus.management.port", "9000");
    private static final String CERTIFIED = "quarkus.http.ssl.certificate.key-store-file=a.p12 ";

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1",
        "127.0.0.1, localhost",
        "0.0.0.0, 127.0.0.1",
        "127.0.0.2, 0.0.0.0",
        "0.0.0.0, 0.0.0.0",
        "::, 127.0.0.1",
        "0.0.0.0, ::1",
        "::1, [0:0:0:0:0:0:0:1]"
    })
    void onePortAtHostsThatOverlapIsRefusedByBothNames(String service, String operations) {
        assertThatThrownBy(() -> require("quarkus.http.port=9000 quarkus.http.host=" + service
                        + " quarkus.management.host=" + operations))
                .isInstanceOf(ConfigurationProblem.class)
                .hasMessageContaining("quarkus.http.port (--port) and quarkus.management.port are both 9000")
                .hasMessageContaining("(" + service + ", " + operations + ")");
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, 127.0.0.2", "127.0.0.1, ::1", "[none], 127.0.0.1"})
    void onePortAtHostsApartIsAllowed(String service, String operations) {
        assertThatCode(() -> require("quarkus.http.port=9000 quarkus.http.host=" + service + " quarkus.management.host="
                        + operations))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "quarkus.http.ssl.certificate.files",
        "quarkus.http.ssl.certificate.key-store-file",
        "quarkus.http.tls-configuration-name",
        "quarkus.tls.key-store.pem.0.cert",
        "quarkus.tls.key-store.p12.path",
        "quarkus.tls.key-store.jks.path"
    })
    void thePortForTlsIsOneToo(String certificate) {
        assertThatThrownBy(() -> require("quarkus.http.ssl-port=9000 " + certificate + "=a"))
                .isInstanceOf(ConfigurationProblem.class)
                .hasMessageContaining("quarkus.http.ssl-port and quarkus.management.port are both 9000");
        assertThatThrownBy(() -> require("quarkus.http.ssl-port=8080 " + certificate + "=a"))
                .isInstanceOf(ConfigurationProblem.class)
                .hasMessageContaining("quarkus.http.port (--port) and quarkus.http.ssl-port are both 8080");
    }

    @ParameterizedTest
    @CsvSource({
        "quarkus.http.port=0 quarkus.management.port=0",
        "quarkus.management.enabled=false quarkus.http.port=9000",
        "quarkus.management.host-enabled=false quarkus.http.port=9000",
        "quarkus.http.host-enabled=false quarkus.http.port=9000",
        "quarkus.http.ssl-port=9000",
        "quarkus.http.ssl-port=9000 quarkus.http.ssl.certificate.trust-store-file=a.p12",
        CERTIFIED + "quarkus.http.ssl-port=8080 quarkus.http.insecure-requests=disabled",
        CERTIFIED + "quarkus.http.port=9000 quarkus.http.insecure-requests=disabled"
    })
    void whereNobodyElseListensOnePortIsAllowed(String settings) {
        assertThatCode(() -> require(settings)).doesNotThrowAnyException();
    }

    @Test
    void theUsualPortsAreAllowed() {
        assertThatCode(() -> require(CERTIFIED)).doesNotThrowAnyException();
    }

    /** {@code settings}: beside the usual ones, {@code KEY=VALUE} with spaces between. */
    private static void require(String settings) throws IOException {
        Properties all = new Properties();
        all.putAll(USUAL);
        all.load(new StringReader(settings.replace(' ', '\n')));
        new OwnPorts(new SmallRyeConfigBuilder()
                        .withSources(new PropertiesConfigSource(all, "test", 100))
                        .build())
                .require();
    }
}
