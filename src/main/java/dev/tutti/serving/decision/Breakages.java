package dev.tutti.serving.decision;

import dev.tutti.sense.budget.MonotonicClock;
import dev.tutti.words.chat.Frames;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Hears of every time a router model broke: each is counted, and told with its class and frames at most once a minute. */
final class Breakages implements Consumer<Throwable> {
    private static final long PAUSE = Duration.ofMinutes(1).toNanos();

    private final Runnable count;
    private final Consumer<String> tell;
    private final MonotonicClock clock;
    private final AtomicLong quietUntil;

    Breakages(Runnable count, Consumer<String> tell, MonotonicClock clock) {
        this.count = count;
        this.tell = tell;
        this.clock = clock;
        quietUntil = new AtomicLong(clock.nanos());
    }

    @Override
    public void accept(Throwable broken) {
        count.run();
        long now = clock.nanos();
        long until = quietUntil.get();
        if (now - until >= 0 && quietUntil.compareAndSet(until, now + PAUSE)) {
            tell.accept("The router model broke; the rule decides in its place. Told once a minute at most: "
                    + Frames.of(broken));
        }
    }
}
