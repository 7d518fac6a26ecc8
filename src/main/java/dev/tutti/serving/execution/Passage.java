package dev.tutti.serving.execution;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.serving.provider.ChunkSink;
import java.util.ArrayList;
import java.util.List;

/**
 * The way of one call's chunks to the caller. Chunks before the first content wait, so that another call can still take
 * over; the finish is withheld; usage is left out; after {@link #close} nothing passes any more.
 */
final class Passage implements ChunkSink {
    private final AnswerStream to;
    private final List<ObjectNode> waiting = new ArrayList<>();
    private final List<ObjectNode> closing = new ArrayList<>();
    private boolean started;
    private boolean answered;
    private boolean closed;

    Passage(AnswerStream to) {
        this.to = to;
    }

    @Override
    public void accept(ObjectNode chunk) {
        // Delivered outside the lock: a slow reader holds up the upstream, never a cancellation.
        admit(chunk).forEach(to::chunk);
    }

    private synchronized List<ObjectNode> admit(ObjectNode chunk) {
        if (closed) {
            return List.of();
        }
        boolean ends = Chunks.finishes(chunk);
        if (ends) {
            closing.addAll(Chunks.closing(chunk));
        }
        ObjectNode content = Chunks.withoutFinish(chunk);
        if (!started && !Chunks.hasContent(content)) {
            if (isKept(content, ends, chunk)) {
                waiting.add(content);
            }
            return List.of();
        }
        if (!isKept(content, ends, chunk)) {
            return List.of();
        }
        started = true;
        answered |= Chunks.hasAnswer(content);
        waiting.add(content);
        return takeWaiting();
    }

    /** What stands beside the finish goes with it, and what stands beside the usage with the last chunk of all. */
    private static boolean isKept(ObjectNode content, boolean ends, ObjectNode chunk) {
        return Chunks.hasDelta(content) || (!ends && !chunk.path("usage").isObject() && Chunks.brings(content));
    }

    private List<ObjectNode> takeWaiting() {
        List<ObjectNode> taken = List.copyOf(waiting);
        waiting.clear();
        return taken;
    }

    /** Whether content has gone, or is going, to the stream. */
    synchronized boolean started() {
        return started;
    }

    /** Whether some of that was the answer, and not a model's thoughts before it. */
    synchronized boolean answered() {
        return answered;
    }

    /** Ends the passage without an answer; true when content had passed. */
    synchronized boolean close() {
        closed = true;
        return started;
    }

    /** Ends the passage after a whole answer and hands the finish over. */
    synchronized List<ObjectNode> finish() {
        closed = true;
        return List.copyOf(closing);
    }
}
