package dev.tutti.sense.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DeadlineTest {
    private long now;
    private final MonotonicClock clock = () -> now;

    @ParameterizedTest
    @ValueSource(longs = {0, -5, Long.MAX_VALUE - 10, Long.MIN_VALUE, Long.MAX_VALUE})
    void aPassedDeadlineHasNothingLeftAndNeverGoesNegative(long start) {
        now = start;
        Deadline deadline = Deadline.in(Duration.ofNanos(100), clock);

        assertThat(deadline.left()).isEqualTo(Duration.ofNanos(100));
        now = start + 99;
        assertThat(deadline.passed()).isFalse();
        now = start + 100;
        assertThat(deadline.passed()).isTrue();
        now = start + 1_000_000;
        assertThat(deadline.left()).isEqualTo(Duration.ZERO);
        assertThat(deadline.passed()).isTrue();
    }

    @Test
    void keepingBackMoreThanIsLeftHasPassedHoweverLongIsKeptBack() {
        Deadline deadline = Deadline.in(Duration.ofSeconds(1), clock);
        now = Duration.ofSeconds(10).toNanos();

        Deadline earlier =
                deadline.keepingBack(Duration.ofSeconds(Long.MAX_VALUE)).keepingBack(Duration.ofDays(90_000));

        assertThat(earlier.passed()).isTrue();
        assertThat(earlier.left()).isEqualTo(Duration.ZERO);
    }

    @Test
    void keepingBackLeavesTheRest() {
        assertThat(Deadline.in(Duration.ofSeconds(5), clock)
                        .keepingBack(Duration.ofSeconds(2))
                        .left())
                .isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void withinIsTheEarlierOfTheTwo() {
        now = Long.MAX_VALUE - 3;
        Deadline deadline = Deadline.in(Duration.ofSeconds(5), clock);

        assertThat(deadline.within(Duration.ofSeconds(2)).left()).isEqualTo(Duration.ofSeconds(2));
        assertThat(deadline.within(Duration.ofSeconds(Long.MAX_VALUE)).left()).isEqualTo(Duration.ofSeconds(5));
    }
}
