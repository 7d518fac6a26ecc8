package dev.tutti.serving.execution;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.serving.provider.CallEnding;
import dev.tutti.serving.provider.ChunkSink;
import dev.tutti.serving.provider.Complaint;
import dev.tutti.serving.provider.InFlight;
import dev.tutti.serving.provider.ModelCall;
import dev.tutti.serving.provider.ModelClient;
import dev.tutti.serving.provider.Question;
import dev.tutti.words.chat.Answer;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Tokens;
import dev.tutti.words.chat.Usage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** A model client that plays a script in virtual time: for each model what its next calls do; an unscripted call fails the test. */
final class ScriptedClient implements ModelClient {
    /** What one call does. */
    sealed interface Play {
        Duration after();
    }

    record Says(String text, String finish, Duration after, long written, Optional<ObjectNode> wire) implements Play {}

    /** Goes through a first attempt of which nobody knows what it cost, and is repeated where the money covers it. */
    record Repeats(Says then) implements Play {
        @Override
        public Duration after() {
            return then.after();
        }
    }

    /** 400, with a complaint. */
    record Complains(Complaint complaint) implements Play {
        @Override
        public Duration after() {
            return Duration.ofMillis(1);
        }
    }

    /** At once. */
    record Consumes(String text, long read, long written) implements Play {
        @Override
        public Duration after() {
            return Duration.ofMillis(1);
        }
    }

    /** Spends all that it may write on thoughts. */
    record Thinks(String thoughts, Duration after) implements Play {
        Says said() {
            return new Says("", "length", after, 20, Optional.empty());
        }
    }

    record Fails(CallEnding.Kind kind, Duration after, int chunksBefore) implements Play {}

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final VirtualTime time;
    private final Map<ModelId, Queue<Play>> script = new HashMap<>();
    final List<ModelCall> calls = new ArrayList<>();
    int cancelled;
    /** Tokens of the prompt that the provider charges for. */
    long charged = 50;

    /** What calls do that no script names; such a call is charged for what it says it read. */
    Optional<Function<ModelCall, Consumes>> otherwise = Optional.empty();

    /** Whether models stop where they are told to. */
    boolean obeys = true;

    int running;

    ScriptedClient(VirtualTime time) {
        this.time = time;
    }

    static Says says(String text, long afterMillis) {
        return new Says(text, "stop", Duration.ofMillis(afterMillis), 20, Optional.empty());
    }

    static Fails fails(long afterMillis) {
        return new Fails(CallEnding.Kind.BROKEN, Duration.ofMillis(afterMillis), 0);
    }

    ScriptedClient on(String model, Play... plays) {
        script.computeIfAbsent(new ModelId(model), _ -> new ArrayDeque<>()).addAll(List.of(plays));
        return this;
    }

    @Override
    public InFlight ask(ModelCall call, ChunkSink sink) {
        Play play = Optional.ofNullable(script.get(call.model().id()))
                .map(Queue::poll)
                .or(() -> otherwise.map(unscripted -> unscripted.apply(call)))
                .orElseThrow(() ->
                        new AssertionError("unscripted call of " + call.model().id()));
        calls.add(call);
        running++;
        CompletableFuture<CallEnding> ending = new CompletableFuture<>();
        time.in(play.after(), () -> {
            if (!ending.isDone()) {
                running--;
                if (call.stream()) {
                    stream(play, sink);
                }
                ending.complete(ending(play, call));
            }
        });
        return new InFlight() {
            @Override
            public CompletableFuture<CallEnding> ending() {
                return ending;
            }

            @Override
            public void cancel() {
                if (!ending.isDone()) {
                    running--;
                    cancelled++;
                    ending.complete(new CallEnding.Ignored(Optional.empty(), play.after(), 1));
                }
            }
        };
    }

    private CallEnding ending(Play play, ModelCall call) {
        return switch (play) {
            case Complains complains ->
                new CallEnding.Failed(
                        CallEnding.Kind.INVALID,
                        "answered 400",
                        Optional.of(Usage.NONE),
                        false,
                        complains.after(),
                        1,
                        Optional.of(complains.complaint()));
            case Repeats repeats ->
                ending(
                        call.cover().another()
                                ? repeats.then()
                                : fails(repeats.after().toMillis()),
                        call);
            case Says says -> said(says, charged, call);
            case Thinks thinks -> said(thinks.said(), charged, call);
            case Consumes consumes ->
                said(
                        new Says(consumes.text(), "stop", consumes.after(), consumes.written(), Optional.empty()),
                        consumes.read(),
                        call);
            case Fails fails ->
                new CallEnding.Failed(
                        fails.kind(), "it broke", Optional.empty(), fails.chunksBefore() > 1, fails.after(), 1);
        };
    }

    private CallEnding said(Says says, long read, ModelCall call) {
        long written = obeys ? Math.min(says.written(), call.outputLimit().count()) : says.written();
        // The most that a provider may charge: it keeps all that it is asked to keep.
        boolean kept = call.question() instanceof Question.Conversation asked && asked.cached();
        Tokens prompt = new Tokens(read);
        Usage usage = new Usage(prompt, Tokens.NONE, kept ? prompt : Tokens.NONE, new Tokens(written), false);
        Answer answer = new Answer(says.text(), says.finish(), call.model().id().value(), usage, says.wire());
        return new CallEnding.Succeeded(answer, says.after(), says.after(), 1);
    }

    private static void stream(Play play, ChunkSink sink) {
        switch (play) {
            case Complains _ -> {}
            case Consumes _ -> throw new AssertionError("what merely consumes is not streamed");
            case Repeats repeats -> stream(repeats.then(), sink);
            case Thinks thinks -> {
                sink.accept(chunk(JSON.objectNode().put("role", "assistant"), null));
                sink.accept(chunk(JSON.objectNode().put("reasoning_content", thinks.thoughts()), null));
                sink.accept(chunk(JSON.objectNode(), thinks.said().finish()));
            }
            case Says says -> {
                sink.accept(chunk(JSON.objectNode().put("role", "assistant"), null));
                int half = says.text().length() / 2;
                sink.accept(chunk(JSON.objectNode().put("content", says.text().substring(0, half)), null));
                sink.accept(chunk(JSON.objectNode().put("content", says.text().substring(half)), null));
                sink.accept(chunk(JSON.objectNode(), says.finish()));
                ObjectNode usage = JSON.objectNode();
                usage.putArray("choices");
                usage.putObject("usage").put("prompt_tokens", 50);
                sink.accept(usage);
            }
            case Fails fails -> {
                for (int i = 0; i < fails.chunksBefore(); i++) {
                    ObjectNode delta = JSON.objectNode();
                    sink.accept(chunk(i == 0 ? delta.put("role", "assistant") : delta.put("content", "half"), null));
                }
            }
        }
    }

    private static ObjectNode chunk(ObjectNode delta, @org.jspecify.annotations.Nullable String finish) {
        ObjectNode choice = JSON.objectNode().put("index", 0);
        choice.set("delta", delta);
        choice.put("finish_reason", finish);
        ObjectNode chunk = JSON.objectNode().put("id", "up-1").put("object", "chat.completion.chunk");
        chunk.set("choices", JSON.arrayNode().add(choice));
        return chunk;
    }
}
