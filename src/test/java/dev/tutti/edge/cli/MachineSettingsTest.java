package dev.tutti.edge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;

class MachineSettingsTest {
    private static final String EVENT_LOOPS = "quarkus.vertx.event-loops-pool-size";

    @Test
    void twoProcessorsHaveOneEventLoop() {
        assertThat(new MachineSettings(1).getValue(EVENT_LOOPS)).isEqualTo("1");
        assertThat(new MachineSettings(2).getValue(EVENT_LOOPS)).isEqualTo("1");
        assertThat(new MachineSettings(8).getValue(EVENT_LOOPS)).isEqualTo("4");
        assertThat(new MachineSettings(8).getValue("another")).isNull();
    }

    @Test
    void whateverAnybodySetsGoesBeforeIt() {
        // Quarkus' own application.properties stand at 250, MicroProfile's at 100.
        assertThat(new MachineSettings().getOrdinal()).isLessThan(ConfigSource.DEFAULT_ORDINAL);
    }
}
