package dev.tutti.serving.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BreakagesTest {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private final AtomicInteger counted = new AtomicInteger();
    private final List<Throwable> told = new ArrayList<>();
    private final Breakages breakages =
            new Breakages(counted::incrementAndGet, (_, broken) -> told.add(broken), now::get);

    @Test
    void everyBreakageIsCountedAndOneAMinuteIsToldWithItsCause() {
        RuntimeException first = new IllegalStateException("first");
        RuntimeException later = new IllegalStateException("a minute later");

        breakages.accept(first);
        breakages.accept(new IllegalStateException("at once"));
        now.addAndGet(Duration.ofSeconds(59).toNanos());
        breakages.accept(new IllegalStateException("soon"));
        now.addAndGet(Duration.ofSeconds(1).toNanos());
        breakages.accept(later);

        assertThat(told).containsExactly(first, later);
        assertThat(counted).hasValue(4);
    }
}
