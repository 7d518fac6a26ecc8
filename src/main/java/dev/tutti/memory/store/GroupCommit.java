package dev.tutti.memory.store;

import dev.tutti.memory.outcome.OutcomeLogUnavailable;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/**
 * The one writer: a thread that takes all writes that wait, applies them in one transaction and tells their callers when
 * the commit is on disk. A write that finds no other beside it goes at once. Where others wait too, more are on their way,
 * and it waits for them while they keep coming, {@link #MOST_LOOKS} times {@link #LOOK} at most: a sync costs more of a
 * processor than a row, and a processor that has nothing else to do may as well sync. When a transaction fails, each of its
 * writes is tried again alone, so only those that fail by themselves are refused. Nobody waits for ever: should the thread
 * end all the same, the log is closed and whoever waits is told.
 */
final class GroupCommit implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(GroupCommit.class);
    private static final int MOST_IN_ONE_COMMIT = 1024;
    private static final Duration LOOK = Duration.ofNanos(100_000);
    private static final int MOST_LOOKS = 20;

    private final BlockingQueue<Waiting<?>> queue = new LinkedBlockingQueue<>();
    /** What is being written; of the writing thread. */
    private final List<Waiting<?>> batch = new ArrayList<>();
    /** Behind everything accepted before the close; it changes nothing. */
    private final Waiting<Boolean> end = new Waiting<>(rows -> true);

    private final RowWriter rows;
    private final Runnable look;
    private final Thread thread;
    private boolean closed;

    /** The writer is this object's from now on. */
    GroupCommit(RowWriter rows) {
        this(rows, () -> LockSupport.parkNanos(LOOK.toNanos()));
    }

    /** With another way to wait until it is looked again who has come. */
    GroupCommit(RowWriter rows, Runnable look) {
        this.rows = rows;
        this.look = look;
        this.thread = Thread.ofPlatform().name("outcome-log").daemon().start(this::run);
    }

    /**
     * The result of the write once it is on disk. An interrupt does not end the wait: the row may be written by then, and
     * nobody would know.
     */
    <T> T commit(Write<T> write) {
        Waiting<T> waiting = new Waiting<>(write);
        enqueue(waiting);
        try {
            return waiting.done().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException mistaken ? mistaken : unavailable(e);
        }
    }

    /** Writes that are not being written yet. */
    int waiting() {
        return queue.size();
    }

    private synchronized void enqueue(Waiting<?> waiting) {
        if (closed) {
            throw new OutcomeLogUnavailable("the outcome log is closed");
        }
        queue.add(waiting);
    }

    private static OutcomeLogUnavailable unavailable(CompletionException ended) {
        Throwable cause = Objects.requireNonNullElse(ended.getCause(), ended);
        return new OutcomeLogUnavailable("the outcome log does not take rows: " + cause.getMessage(), cause);
    }

    /** Everything accepted so far is written first. */
    @Override
    public void close() throws SQLException {
        synchronized (this) {
            if (!closed) {
                closed = true;
                queue.add(end);
            }
        }
        boolean interrupted = joinUninterruptibly();
        rows.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean joinUninterruptibly() {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                return interrupted;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
    }

    private void run() {
        try {
            boolean ended = false;
            while (!ended) {
                takeBatch();
                commitAll();
                ended = end.done().isDone();
            }
        } finally {
            refuseRest();
        }
    }

    private void takeBatch() {
        batch.clear();
        batch.add(takeUninterruptibly());
        int here = 0;
        for (int looks = 0; looks < MOST_LOOKS && queue.size() > here; looks++) {
            here = queue.size();
            look.run();
        }
        queue.drainTo(batch, MOST_IN_ONE_COMMIT - 1);
    }

    /** After an end in order nobody is left. */
    private void refuseRest() {
        synchronized (this) {
            closed = true;
        }
        SQLException why = new SQLException("its writer has ended");
        batch.forEach(waiting -> waiting.failed(why));
        queue.forEach(waiting -> waiting.failed(why));
    }

    /** Nobody interrupts this thread on purpose; one who does all the same does not lose rows by it. */
    private Waiting<?> takeUninterruptibly() {
        while (true) {
            try {
                return queue.take();
            } catch (InterruptedException e) {
                LOG.warn("The thread of the outcome log was interrupted and goes on", e);
            }
        }
    }

    private void commitAll() {
        if (tryCommit(batch)) {
            return;
        }
        for (Waiting<?> alone : batch) {
            tryCommit(List.of(alone));
        }
    }

    /** Whether every write has been answered; a batch of one always has. */
    private boolean tryCommit(List<Waiting<?>> together) {
        try {
            rows.begin();
            for (Waiting<?> waiting : together) {
                waiting.apply(rows);
            }
            rows.commit();
            together.forEach(Waiting::committed);
            return true;
        } catch (Throwable e) {
            // Errors too: memory may be short for one batch and there for the next.
            rollback(e);
            if (together.size() == 1) {
                together.getFirst().failed(e);
            }
            return together.size() == 1;
        }
    }

    private void rollback(Throwable cause) {
        try {
            rows.rollback();
        } catch (SQLException | RuntimeException e) {
            cause.addSuppressed(e);
        }
    }
}
