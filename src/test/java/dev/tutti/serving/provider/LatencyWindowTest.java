package dev.tutti.serving.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.words.chat.ModelId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class LatencyWindowTest {
    private static final ModelId MODEL = new ModelId("a");

    private final LatencyWindow window = new LatencyWindow(10);

    private void add(int from, int to) {
        for (int millis = from; millis <= to; millis++) {
            window.add(MODEL, Duration.ofMillis(millis));
        }
    }

    @Test
    void itIsSilentUntilItKnowsEnough() {
        add(1, 4);

        assertThat(window.quantile(MODEL, 0.5)).isEmpty();
        assertThat(window.quantile(new ModelId("other"), 0.5)).isEmpty();
    }

    @Test
    void quantilesAreOfTheLastCallsOnly() {
        add(1, 100);

        assertThat(window.quantile(MODEL, 0)).contains(Duration.ofMillis(91));
        assertThat(window.quantile(MODEL, 0.5)).contains(Duration.ofMillis(95));
        assertThat(window.quantile(MODEL, 1)).contains(Duration.ofMillis(100));
    }
}
