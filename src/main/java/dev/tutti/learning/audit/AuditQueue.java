package dev.tutti.learning.audit;

import dev.tutti.words.chat.Frames;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Background work in order of arrival, so many at once on virtual threads, so many waiting that hold so many bytes at most;
 * what finds no room is dropped and counted.
 */
final class AuditQueue {
    private final ThreadPoolExecutor workers;
    private final Consumer<String> log;
    private final Runnable dropped;
    private final AtomicLong room;

    /** What the queue takes at most: pieces of work at once, pieces that wait, bytes held by both. */
    record Room(int concurrency, int backlog, long bytes) {}

    /**
     * {@code log} gets a line for work that broke: its class and frames, never its message; {@code dropped} hears of each
     * work that finds no room.
     */
    AuditQueue(Room most, Consumer<String> log, Runnable dropped) {
        this.log = log;
        this.dropped = dropped;
        room = new AtomicLong(most.bytes());
        workers = new ThreadPoolExecutor(
                most.concurrency(),
                most.concurrency(),
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(most.backlog()),
                Thread.ofVirtual().name("audit-", 0).factory());
    }

    /** Never blocks; false when there is no room for one more piece or its bytes, or no more work is taken. */
    boolean submit(long bytes, Consumer<Load> work) {
        if (room.addAndGet(-bytes) < 0) {
            room.addAndGet(bytes);
            dropped.run();
            return false;
        }
        Load load = new Load(bytes);
        return load.submit(() -> work.accept(load));
    }

    /** Bytes that one piece of work and all that it submits hold together, until the last of them has ended. */
    final class Load {
        private final long bytes;
        private final AtomicLong open = new AtomicLong();

        private Load(long bytes) {
            this.bytes = bytes;
        }

        /** Never blocks; false when there is no room, or no more work is taken. */
        boolean submit(Runnable work) {
            open.incrementAndGet();
            try {
                workers.execute(() -> {
                    guarded(work);
                    end();
                });
                return true;
            } catch (RejectedExecutionException full) {
                dropped.run();
                end();
                return false;
            }
        }

        /** The piece that submits others is open itself meanwhile. */
        private void end() {
            if (open.decrementAndGet() == 0) {
                room.addAndGet(bytes);
            }
        }
    }

    private void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            log.accept("an audit broke: " + Frames.of(e));
        }
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
