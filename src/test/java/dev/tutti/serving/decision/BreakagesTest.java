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
    private final List<String> told = new ArrayList<>();
    private final Breakages breakages = new Breakages("It broke", counted::incrementAndGet, told::add, now::get);

    @Test
    void aMessageIsNeverToldForItMayHoldWhatSomebodyWrote() {
        breakages.accept(new IllegalStateException("canary", new IllegalArgumentException("canary")));

        assertThat(told).singleElement().asString().doesNotContain("canary");
    }

    @Test
    void everyBreakageIsCountedAndOneAMinuteIsToldWithItsCause() {
        breakages.accept(new IllegalStateException("first"));
        breakages.accept(new IllegalStateException("at once"));
        now.addAndGet(Duration.ofSeconds(59).toNanos());
        breakages.accept(new IllegalStateException("soon"));
        now.addAndGet(Duration.ofSeconds(1).toNanos());
        breakages.accept(new ArithmeticException("a minute later"));

        assertThat(told).hasSize(2);
        assertThat(told.getFirst())
                .startsWith("It broke. Told once a minute at most: ")
                .contains("java.lang.IllegalStateException", "BreakagesTest");
        assertThat(told.getLast()).contains("java.lang.ArithmeticException", "BreakagesTest");
        assertThat(counted).hasValue(4);
    }
}
