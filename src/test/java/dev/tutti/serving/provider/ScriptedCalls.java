package dev.tutti.serving.provider;

import dev.tutti.words.chat.Answer;
import dev.tutti.words.chat.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Inner calls that end when the test says so; remembers each. */
final class ScriptedCalls implements ModelClient, Attempts {
    /** One inner call. */
    static final class Call implements Attempt {
        private final CompletableFuture<CallEnding> ending = new CompletableFuture<>();
        private final ChunkSink sink;
        private Again again = Again.NEVER;

        Call(ChunkSink sink) {
            this.sink = sink;
        }

        void ends(CallEnding how) {
            ending.complete(how);
        }

        void ends(CallEnding how, Again next) {
            again = next;
            ending.complete(how);
        }

        ChunkSink sink() {
            return sink;
        }

        @Override
        public CompletableFuture<CallEnding> ending() {
            return ending;
        }

        @Override
        public void cancel() {
            ending.complete(new CallEnding.Ignored(Optional.empty(), Duration.ZERO, 1));
        }

        @Override
        public Again again() {
            return again;
        }
    }

    private final List<Call> calls = new ArrayList<>();

    @Override
    public Call ask(ModelCall call, ChunkSink sink) {
        Call inner = new Call(sink);
        calls.add(inner);
        return inner;
    }

    @Override
    public Attempt send(ModelCall call, ChunkSink sink) {
        return ask(call, sink);
    }

    List<Call> calls() {
        return calls;
    }

    Call last() {
        return calls.getLast();
    }

    static CallEnding answered() {
        Answer answer = new Answer("yes", "stop", "m", Usage.of(1, 1), Optional.empty());
        return new CallEnding.Succeeded(answer, Duration.ofMillis(1), Duration.ofMillis(2), 1);
    }

    static CallEnding failed(CallEnding.Kind kind) {
        return failed(kind, Duration.ofSeconds(10));
    }

    static CallEnding failed(CallEnding.Kind kind, Duration latency) {
        return new CallEnding.Failed(kind, "scripted", Optional.empty(), false, latency, 1);
    }
}
