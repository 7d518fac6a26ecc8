package dev.tutti.serving.provider;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Where the chunks of a streamed call go, one by one, in order, from one thread; it may block (back-pressure). */
@FunctionalInterface
public interface ChunkSink {
    ChunkSink NONE = chunk -> {};

    void accept(ObjectNode chunk);
}
