package dev.tutti.serving.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.sense.budget.Deadline;
import dev.tutti.sense.budget.MonotonicClock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class AlarmsTest {
    private final Alarms alarms = new Alarms();
    private final MonotonicClock clock = System::nanoTime;

    @AfterEach
    void close() {
        alarms.close();
    }

    @Test
    void aWaitEndsWhenItsMomentHasPassedAndNotBefore() throws InterruptedException {
        CompletableFuture<String> never = new CompletableFuture<>();
        Deadline soon = Deadline.in(Duration.ofMillis(30), clock);

        alarms.await(never, soon);

        assertThat(soon.passed()).isTrue();
        assertThat(never).isNotDone();
    }

    @Test
    void aWaitEndsWithWhatIsWaitedForHoweverThatEnds() throws InterruptedException {
        Deadline far = Deadline.in(Duration.ofDays(365), clock);
        CompletableFuture<String> answered = new CompletableFuture<>();
        CompletableFuture<String> failed = new CompletableFuture<>();
        CompletableFuture<String> cancelled = new CompletableFuture<>();
        Thread.startVirtualThread(() -> {
            answered.complete("42");
            failed.completeExceptionally(new IllegalStateException("broken"));
            cancelled.cancel(false);
        });

        alarms.await(answered, far);
        alarms.await(failed, far);
        alarms.await(cancelled, far);

        assertThat(answered).isDone();
        assertThat(failed).isCompletedExceptionally();
        assertThat(cancelled).isCancelled();
    }

    @Test
    void whatHasPassedIsNotWaitedFor() throws InterruptedException {
        CompletableFuture<String> never = new CompletableFuture<>();

        alarms.await(never, Deadline.in(Duration.ZERO, clock));

        assertThat(never).isNotDone();
    }

    @Test
    void whoeverInterruptsEndsTheWait() throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        CompletableFuture<String> never = new CompletableFuture<>();
        Thread waiting = Thread.startVirtualThread(() -> {
            assertThatThrownBy(() -> alarms.await(never, Deadline.in(Duration.ofDays(1), clock)))
                    .isInstanceOf(InterruptedException.class);
            ended.countDown();
        });

        waiting.interrupt();

        ended.await();
        assertThat(never).isNotDone();
    }
}
