package dev.tutti.sense.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class AllowancePropertyTest {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    @Property
    void inAnyStretchOfTimeNoMoreIsTakenThanAMinutesWorthAndWhatRefills(
            @ForAll @IntRange(min = 1, max = 100) int perMinute,
            @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 0, max = 5_000) Integer> pausesMillis) {
        Allowance allowance = new Allowance(perMinute, 0);
        long now = 0;
        long taken = 0;

        for (int pause : pausesMillis) {
            now += Duration.ofMillis(pause).toNanos();
            while (allowance.untilLeft(1, now).isZero()) {
                allowance.take(1, now);
                taken++;
            }
            assertThat(taken).isLessThanOrEqualTo(perMinute + (long) Math.ceil((double) now * perMinute / MINUTE));
        }
    }

    @Property
    void afterTheWaitThatIsToldSoMuchIsThereAndNotBefore(
            @ForAll @IntRange(min = 1, max = 100_000) int perMinute,
            @ForAll @IntRange(min = 0, max = 10_000) int used,
            @ForAll @IntRange(min = 1, max = 200_000) int wanted) {
        Allowance allowance = new Allowance(perMinute, 0);
        allowance.take(used, 0);

        Duration wait = allowance.untilLeft(wanted, 0);
        double missing = Math.max(0, Math.min(wanted, perMinute) - (double) (perMinute - used));

        assertThat((double) wait.toNanos()).isEqualTo(missing / perMinute * MINUTE, within(2.0));
        assertThat(allowance.untilLeft(wanted, wait.toNanos() + 10)).isZero();
    }
}
