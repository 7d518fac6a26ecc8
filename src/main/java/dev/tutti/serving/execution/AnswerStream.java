package dev.tutti.serving.execution;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.words.plan.StreamDraft;
import java.util.List;

/**
 * Where an answer goes while it is written. Called by one thread at a time, in order, and must not throw: a client that
 * has left is told through the {@link CancelSignal}. Only {@link #chunk} may block (back-pressure on an upstream): a run
 * calls the others on its own thread, which has a deadline to keep.
 *
 * <p>Only chunks with content (text, tool calls, whatever the delta holds) come here, or, before them, with an early draft
 * ({@code reasoning_content} alone). The chunk that carries the
 * {@code finish_reason} is withheld and given in {@link Ending.Answered#closing}, usage chunks are dropped: who writes to
 * the client sends closing chunk, usage and {@code [DONE]} itself, when the row is on disk. {@code id}, {@code created}
 * and {@code model} of a chunk are the upstream's or absent, for the writer to set.
 */
public interface AnswerStream {
    /** For answers that are not streamed. */
    AnswerStream NONE = new AnswerStream() {
        @Override
        public void proposing(int done, int of) {}

        @Override
        public void chunk(ObjectNode openAiChunk) {}

        @Override
        public void given(List<ObjectNode> openAiChunks) {}

        @Override
        public boolean wanted() {
            return false;
        }
    };

    /** Nothing can be written yet: so many of so many proposals of this layer are in. */
    void proposing(int done, int of);

    /** A piece as the upstream writes it. */
    void chunk(ObjectNode openAiChunk);

    /** Pieces of a text that is there already, so that holding them back would save nothing: taken without waiting. */
    void given(List<ObjectNode> openAiChunks);

    /** What is wanted of the answer before all proposals are in; asked once, at the start. */
    default StreamDraft draft() {
        return StreamDraft.OFF;
    }

    /** Whether the answer is streamed at all; asked once, at the start. */
    default boolean wanted() {
        return true;
    }
}
