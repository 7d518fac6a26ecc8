package dev.tutti.serving.decision;

import dev.tutti.sense.budget.MonotonicClock;
import dev.tutti.words.chat.Frames;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Hears of every time that something broke: each is counted, and told with its class and frames at most once a minute. */
final class Breakages implements Consumer<Throwable> {
    private static final long PAUSE = Duration.ofMinutes(1).toNanos();

    private final String what;
    private final Runnable count;
    private final Consumer<String> tell;
    private final MonotonicClock clock;
    private final AtomicLong quietUntil;

    /** {@code what}: broke and with what consequence, as it is told. */
    Breakages(String what, Runnable count, Consumer<String> tell, MonotonicClock clock) {
        this.what = what;
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
            tell.accept(what + ". Told once a minute at most: " + Frames.of(broken));
        }
    }
}
