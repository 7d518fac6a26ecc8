package dev.tutti.learning.audit;

import dev.tutti.words.chat.Frames;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Background work in order of arrival, so many at once on virtual threads, so many waiting; what finds no room is dropped and counted. */
final class AuditQueue {
    private final ThreadPoolExecutor workers;
    private final Consumer<String> log;
    private final AtomicLong dropped = new AtomicLong();

    /** {@code log} gets a line for work that broke: its class and frames, never its message. */
    AuditQueue(int concurrency, int backlog, Consumer<String> log) {
        this.log = log;
        workers = new ThreadPoolExecutor(
                concurrency,
                concurrency,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(backlog),
                Thread.ofVirtual().name("audit-", 0).factory());
    }

    /** Never blocks; false when there is no room, or no more work is taken. */
    boolean submit(Runnable work) {
        try {
            workers.execute(() -> guarded(work));
            return true;
        } catch (RejectedExecutionException full) {
            dropped.incrementAndGet();
            return false;
        }
    }

    private void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            log.accept("an audit broke: " + Frames.of(e));
        }
    }

    long dropped() {
        return dropped.get();
    }

    /** Takes nothing new, forgets what waits, and gives what runs so long before {@code cancel} is said to it. */
    void close(Duration drain, Runnable cancel) {
        workers.shutdown();
        workers.getQueue().clear();
        try {
            if (!workers.awaitTermination(drain.toMillis(), TimeUnit.MILLISECONDS)) {
                cancel.run();
                workers.awaitTermination(drain.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            cancel.run();
            Thread.currentThread().interrupt();
        }
    }
}
