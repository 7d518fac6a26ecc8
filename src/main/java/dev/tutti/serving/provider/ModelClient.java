package dev.tutti.serving.provider;

/** Asks a model. Never throws, never blocks: every ending is a value. */
public interface ModelClient {
    /** Starts a call; chunks go to the sink when the call is streamed. */
    InFlight ask(ModelCall call, ChunkSink sink);
}
