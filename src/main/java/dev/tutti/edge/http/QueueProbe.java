package dev.tutti.edge.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Measures how long work waits: a messenger goes from an event loop to a virtual thread and back, as each request does, and
 * does nothing. One at a time, a hundred a second at most, and only while conversations are inside.
 */
final class QueueProbe {
    private static final long SPACING_MILLIS = 10;

    private final LoadShedder shedder;
    private final Timer waits;
    private final AtomicBoolean under = new AtomicBoolean();

    QueueProbe(LoadShedder shedder, MeterRegistry registry) {
        this.shedder = shedder;
        this.waits = Timer.builder(TelemetryNames.WORK_WAITED)
                .description(
                        "How long work waits for an event loop and a thread, sampled while conversations are inside")
                .register(registry);
    }

    /** Somebody has come in; on an event loop. */
    void wake(Vertx vertx) {
        if (under.compareAndSet(false, true)) {
            send(vertx.getOrCreateContext());
        }
    }

    private void send(Context loop) {
        shedder.sent();
        Thread.startVirtualThread(() -> loop.runOnContext(_ -> back(loop)));
    }

    private void back(Context loop) {
        waits.record(shedder.back());
        if (shedder.inside() > 0 || !isOver()) {
            loop.owner().setTimer(SPACING_MILLIS, _ -> send(loop));
        }
    }

    /** Unless somebody came in just now on another loop, and took it to be under way. */
    private boolean isOver() {
        under.set(false);
        return shedder.inside() == 0 || !under.compareAndSet(false, true);
    }
}
