package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.serving.decision.Decision;
import dev.tutti.serving.execution.CancelSignal;
import dev.tutti.serving.routing.RoutedStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The bounded way from the run to the writer: a full one holds the run, and so the upstream, back. Once the client has
 * left nobody waits any more on either side.
 */
final class EventQueue implements RoutedStream {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<StreamEvent> events = new ArrayDeque<>();
    private final int capacity;
    private final CancelSignal cancel;

    EventQueue(int capacity, CancelSignal cancel) {
        this.capacity = capacity;
        this.cancel = cancel;
        cancel.onCancel(this::wake);
    }

    @Override
    public void decided(Decision decision) {
        put(new StreamEvent.Decided(decision));
    }

    @Override
    public void proposing(int done, int of) {
        put(new StreamEvent.Proposing(done, of));
    }

    @Override
    public void chunk(ObjectNode openAiChunk) {
        put(new StreamEvent.Chunk(openAiChunk));
    }

    /** Waits for a place; dropped when the client has left. */
    void put(StreamEvent event) {
        lock.lock();
        try {
            while (events.size() >= capacity && !cancel.cancelled()) {
                changed.awaitUninterruptibly();
            }
            events.add(event);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The next event; empty when the client has left or the time is over. */
    Optional<StreamEvent> next(Duration wait) {
        lock.lock();
        try {
            long left = wait.toNanos();
            while (events.isEmpty() && !cancel.cancelled() && left > 0) {
                left = changed.awaitNanos(left);
            }
            Optional<StreamEvent> next = cancel.cancelled() ? Optional.empty() : Optional.ofNullable(events.poll());
            changed.signalAll();
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
