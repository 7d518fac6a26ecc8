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
    void quantilesAreOfAnswersAlone() {
        add(1, 10);

        window.givenUp(MODEL, Duration.ofMillis(100));

        assertThat(window.quantile(MODEL, 1)).contains(Duration.ofMillis(10));
        assertThat(window.atLeast(MODEL)).isZero();
    }

    @Test
    void ofAModelThatHardlyAnswersTheLongestWaitIsKnown() {
        assertThat(window.atLeast(MODEL)).isZero();

        window.givenUp(MODEL, Duration.ofSeconds(9));
        window.givenUp(MODEL, Duration.ofMillis(1));
        assertThat(window.atLeast(MODEL)).isEqualTo(Duration.ofSeconds(9));
        add(1, 4);
        assertThat(window.atLeast(MODEL)).isEqualTo(Duration.ofSeconds(9));

        add(5, 5);
        assertThat(window.atLeast(MODEL)).as("by now its answers tell").isZero();
        assertThat(window.quantile(MODEL, 1)).contains(Duration.ofMillis(5));
    }

    @Test
    void quantilesAreOfTheLastCallsOnly() {
        add(1, 100);

        assertThat(window.quantile(MODEL, 0)).contains(Duration.ofMillis(91));
        assertThat(window.quantile(MODEL, 0.5)).contains(Duration.ofMillis(95));
        assertThat(window.quantile(MODEL, 1)).contains(Duration.ofMillis(100));
    }
}
