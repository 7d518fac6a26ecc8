package dev.tutti.memory.store;

import dev.tutti.memory.outcome.OutcomeLogUnavailable;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/**
 * The one writer: a thread that takes all writes that wait, applies them in one transaction and tells their callers when
 * the commit is on disk. A lone write never waits for company. In a crowd, told by the last commit having been shared, the
 * next one waits {@link #COMPANY} for more: a sync costs more of a processor than a row, and callers who wait for each
 * other's rows anyway lose little by it. When a transaction fails, each of its writes is tried again alone, so only those that fail by themselves are refused.
 */
final class GroupCommit implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(GroupCommit.class);
    private static final int MOST_IN_ONE_COMMIT = 1024;
    private static final Duration COMPANY = Duration.ofNanos(500_000);

    private final BlockingQueue<Waiting<?>> queue = new LinkedBlockingQueue<>();
    /** Behind everything accepted before the close; it changes nothing. */
    private final Waiting<Boolean> end = new Waiting<>(rows -> true);

    private final RowWriter rows;
    private final Thread thread;
    private boolean closed;

    /** The writer is this object's from now on. */
    GroupCommit(RowWriter rows) {
        this.rows = rows;
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
            throw e.getCause() instanceof SQLException failed ? unavailable(failed) : e;
        }
    }

    private synchronized void enqueue(Waiting<?> waiting) {
        if (closed) {
            throw new OutcomeLogUnavailable("the outcome log is closed");
        }
        queue.add(waiting);
    }

    private synchronized boolean closed() {
        return closed;
    }

    private static OutcomeLogUnavailable unavailable(SQLException cause) {
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
        List<Waiting<?>> batch = new ArrayList<>();
        boolean ended = false;
        while (!ended) {
            boolean crowd = batch.size() > 1;
            batch.clear();
            batch.add(takeUninterruptibly());
            if (crowd && queue.size() < MOST_IN_ONE_COMMIT && !closed()) {
                LockSupport.parkNanos(COMPANY.toNanos());
            }
            queue.drainTo(batch, MOST_IN_ONE_COMMIT - 1);
            commitAll(batch);
            ended = end.done().isDone();
        }
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

    private void commitAll(List<Waiting<?>> batch) {
        if (tryCommit(batch)) {
            return;
        }
        for (Waiting<?> alone : batch) {
            tryCommit(List.of(alone));
        }
    }

    /** Whether every write has been answered; a batch of one always has. */
    private boolean tryCommit(List<Waiting<?>> batch) {
        try {
            rows.begin();
            for (Waiting<?> waiting : batch) {
                waiting.apply(rows);
            }
            rows.commit();
            batch.forEach(Waiting::committed);
            return true;
        } catch (SQLException | RuntimeException e) {
            rollback(e);
            if (batch.size() == 1) {
                batch.getFirst().failed(e);
            }
            return batch.size() == 1;
        }
    }

    private void rollback(Exception cause) {
        try {
            rows.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
