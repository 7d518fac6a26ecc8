package dev.tutti.serving.provider;

/** Sends requests, each once. Never throws, never blocks. */
@FunctionalInterface
interface Attempts {
    Attempt send(ModelCall call, ChunkSink sink);
}
