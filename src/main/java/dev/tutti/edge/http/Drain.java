package dev.tutti.edge.http;

import dev.tutti.sense.budget.Deadline;
import dev.tutti.sense.budget.MonotonicClock;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/**
 * The end of service: from SIGTERM on nobody new is let in, told as any refusal is, and the program waits for those who
 * are inside, as long as is set. Quarkus' own filter, which is off, refuses without an error object.
 */
@Singleton
final class Drain {

    private static final Logger LOG = Logger.getLogger(Drain.class);

    private final Duration longest;
    private final MonotonicClock clock;
    private final AtomicInteger inside = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition empty = lock.newCondition();
    private volatile boolean begun;

    Drain(HttpConfig config, MonotonicClock clock, MeterRegistry registry) {
        this.longest = config.drainTimeout();
        this.clock = clock;
        Gauge.builder(TelemetryNames.REQUESTS_INSIDE, this, Drain::inside)
                .description("Requests of any kind that came in and have not ended; 0 when nothing runs")
                .register(registry);
    }

    boolean begun() {
        return begun;
    }

    /** How many requests have come in and not ended. */
    int inside() {
        return inside.get();
    }

    void open(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).handler(this::enter);
    }

    private void enter(RoutingContext context) {
        // Counted before the look: whoever is not seen by the wait below sees that it has begun.
        inside.incrementAndGet();
        context.addEndHandler(_ -> leave());
        if (begun) {
            refuse(context);
        } else {
            context.next();
        }
    }

    private void leave() {
        if (inside.decrementAndGet() == 0 && begun) {
            lock.lock();
            try {
                empty.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    private static void refuse(RoutingContext context) {
        Refusal refusal = Refusal.of(
                ErrorCode.SERVER_IS_OVERLOADED, "the service is stopping; ask again soon", Map.of("Retry-After", "2"));
        context.response().putHeader(HttpHeaders.CONNECTION, "close");
        BareRefusal.end(context, refusal);
    }

    /** Runs before anything is closed; on the thread that shuts down, which it holds. */
    void begin(@Observes ShutdownDelayInitiatedEvent shutdown) throws InterruptedException {
        begun = true;
        if (inside.get() > 0) {
            LOG.infof("Waiting at most %d s for %d requests to end", longest.toSeconds(), inside.get());
        }
        Deadline deadline = Deadline.in(longest, clock);
        lock.lock();
        try {
            while (inside.get() > 0 && !deadline.passed()) {
                empty.await(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
            }
        } finally {
            lock.unlock();
        }
    }
}
