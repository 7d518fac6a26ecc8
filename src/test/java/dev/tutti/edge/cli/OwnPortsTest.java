package dev.tutti.edge.cli;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.words.setting.ConfigurationProblem;
import org.junit.jupiter.api.Test;

final class OwnPortsTest {
    @Test
    void onePortForServiceAndOperationsIsRefusedByBothNames() {
        assertThatThrownBy(() -> new OwnPorts(true, 9000, 9000).require())
                .isInstanceOf(ConfigurationProblem.class)
                .hasMessageContaining("quarkus.http.port")
                .hasMessageContaining("quarkus.management.port")
                .hasMessageContaining("9000");
    }

    @Test
    void twoPortsFreeOnesAndOperationsOnTheServicesOwnPortAreAllowed() {
        assertThatCode(new OwnPorts(true, 8080, 9000)::require).doesNotThrowAnyException();
        assertThatCode(new OwnPorts(true, 0, 0)::require).doesNotThrowAnyException();
        assertThatCode(new OwnPorts(false, 8080, 8080)::require).doesNotThrowAnyException();
    }
}
