package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.serving.decision.Decision;
import dev.tutti.serving.execution.CancelSignal;
import dev.tutti.serving.routing.RoutedStream;
import dev.tutti.words.plan.StreamDraft;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * The bounded way from the run to the writer: a full one holds an upstream back. What is there already waits for no place,
 * since the run's own thread brings it. Once the client has left nobody waits any more on either side; a client that has
 * taken nothing for so long as is borne with counts as having left.
 */
final class EventQueue implements RoutedStream, StreamEvents {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<StreamEvent> events = new ArrayDeque<>();
    private final int capacity;
    private final Duration patience;
    private final CancelSignal cancel;
    private final StreamDraft draft;
    private final Runnable stuck;
    /** How often the writer has come back from the socket. */
    private long taken;

    private boolean closed;

    /** {@code stuck} is run when the reader counts as having left; it gives the word. */
    EventQueue(int capacity, Duration patience, CancelSignal cancel, StreamDraft draft, Runnable stuck) {
        this.capacity = capacity;
        this.patience = patience;
        this.cancel = cancel;
        this.draft = draft;
        this.stuck = stuck;
        cancel.onCancel(this::wake);
    }

    @Override
    public void decided(Decision decision, Duration waited) {
        add(List.of(new StreamEvent.Decided(decision, waited)));
    }

    @Override
    public void proposing(int done, int of) {
        add(List.of(new StreamEvent.Proposing(done, of)));
    }

    /** Waits for a place. */
    @Override
    public void chunk(ObjectNode openAiChunk) {
        awaitReader(() -> events.size() < capacity);
        add(List.of(new StreamEvent.Chunk(openAiChunk)));
    }

    @Override
    public void given(List<ObjectNode> openAiChunks) {
        add(openAiChunks.stream().map(StreamEvent.Chunk::new).toList());
    }

    @Override
    public StreamDraft draft() {
        return draft;
    }

    /** The end of it. Returns when the writer has closed this or the client has left. */
    void last(StreamEvent event) {
        add(List.of(event));
        awaitReader(() -> closed);
    }

    /** Nothing is read any more. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void add(List<? extends StreamEvent> more) {
        lock.lock();
        try {
            events.addAll(more);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void awaitReader(BooleanSupplier enough) {
        if (!readerComes(enough)) {
            // Without the lock: the word is given to others.
            stuck.run();
        }
    }

    /** Until it is enough, the client has left or nothing is read any more; false when its patience ended before. */
    private boolean readerComes(BooleanSupplier enough) {
        lock.lock();
        try {
            long seen = taken;
            long left = patience.toNanos();
            while (!enough.getAsBoolean() && !closed && !cancel.cancelled()) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
                if (taken != seen) {
                    seen = taken;
                    left = patience.toNanos();
                }
            }
            return true;
        } catch (InterruptedException _) {
            // Whoever interrupts a request's thread wants it gone: the program stops.
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<StreamEvent> next(Duration wait) {
        lock.lock();
        try {
            taken++;
            changed.signalAll();
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
