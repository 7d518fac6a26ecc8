package dev.tutti.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.words.chat.KeyId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class LoadShedderTest {
    private static final OverloadTerms TERMS = new OverloadTerms(2, 12, Duration.ofMillis(50), Duration.ofMillis(100));
    private static final KeyId KEY = new KeyId("a");

    private long now;
    private final LoadShedder shedder = new LoadShedder(TERMS, 2, () -> 0, () -> now);

    /** A stream that waits for its model is no work. */
    @Test
    void timeInWhichNobodyWaitsForATurnIsNoOverload() {
        shedder.enter(KEY).orElseThrow().begins();
        now += Duration.ofSeconds(10).toNanos();

        assertThat(shedder.enter(KEY)).isPresent();

        assertThat(shedder.perSecond()).as("all are let in").isZero();
    }

    @Test
    void turnsThatNeverComeAre() {
        for (int i = 0; i < 4; i++) {
            assertThat(shedder.enter(KEY)).isPresent();
        }
        now += Duration.ofSeconds(1).toNanos();

        assertThat(shedder.enter(KEY)).isEmpty();
    }
}
