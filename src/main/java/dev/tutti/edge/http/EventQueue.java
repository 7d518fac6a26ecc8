package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.serving.decision.Decision;
import dev.tutti.serving.execution.CancelSignal;
import dev.tutti.serving.routing.RoutedStream;
import dev.tutti.words.plan.StreamDraft;
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
final class EventQueue implements RoutedStream, StreamEvents {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<StreamEvent> events = new ArrayDeque<>();
    private final int capacity;
    private final CancelSignal cancel;
    private final StreamDraft draft;

    EventQueue(int capacity, CancelSignal cancel, StreamDraft draft) {
        this.capacity = capacity;
        this.cancel = cancel;
        this.draft = draft;
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

    @Override
    public StreamDraft draft() {
        return draft;
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

    @Override
    public Optional<StreamEvent> next(Duration wait) {
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
