package dev.tutti.serving.provider;

import dev.tutti.words.chat.ModelId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The meters of this room, beside those of {@link GenAiMeters}. Tags are closed: {@code model} is a catalogue id, {@code
 * result} one of {@link Result}.
 */
final class ProviderMetrics {
    private static final String CALL = "tutti.provider.call";
    private static final String FIRST_BYTE = "tutti.provider.first.byte";
    private static final String RUNNING = "tutti.provider.calls.running";
    private static final String ATTEMPTS = "tutti.provider.attempts";
    private static final String LIMIT = "tutti.provider.limit";
    private static final String IN_FLIGHT = "tutti.provider.in.flight";

    /** How a call ended, as a tag. */
    enum Result {
        OK,
        IGNORED,
        TIMEOUT,
        RATE_LIMITED,
        NOT_SENT,
        INVALID,
        REJECTED,
        BROKEN;

        static Result of(CallEnding ending) {
            return switch (ending) {
                case CallEnding.Succeeded _ -> OK;
                case CallEnding.Ignored _ -> IGNORED;
                case CallEnding.Failed failed ->
                    switch (failed.kind()) {
                        case TIMEOUT -> TIMEOUT;
                        case RATE_LIMITED -> RATE_LIMITED;
                        case NOT_SENT -> NOT_SENT;
                        case INVALID -> INVALID;
                        case REJECTED -> REJECTED;
                        case BROKEN -> BROKEN;
                    };
            };
        }
    }

    private record Series(ModelId model, Result result) {}

    private final MeterRegistry registry;
    private final GenAiMeters genAi;
    private final Map<Series, Timer> calls = new ConcurrentHashMap<>();
    private final Map<ModelId, Timer> firstBytes = new ConcurrentHashMap<>();
    private final Map<ModelId, Counter> attempts = new ConcurrentHashMap<>();
    private final Map<ModelId, AtomicInteger> running = new ConcurrentHashMap<>();

    ProviderMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.genAi = new GenAiMeters(registry);
    }

    void begun(ModelId model) {
        running.computeIfAbsent(model, this::counted).incrementAndGet();
    }

    /** Of a call that had begun. */
    void ended(ModelCall call, CallEnding ending) {
        ModelId model = call.model().id();
        running.computeIfAbsent(model, this::counted).decrementAndGet();
        genAi.ended(call, ending);
        calls.computeIfAbsent(new Series(model, Result.of(ending)), this::call).record(ending.latency());
        attempts.computeIfAbsent(model, this::attempt).increment(ending.attempts());
        if (ending instanceof CallEnding.Succeeded succeeded) {
            firstBytes.computeIfAbsent(model, this::firstByte).record(succeeded.firstByte());
        }
    }

    private AtomicInteger counted(ModelId model) {
        AtomicInteger calls = new AtomicInteger();
        Gauge.builder(RUNNING, calls, AtomicInteger::get)
                .description("Calls of a model on their way, those that wait for a place included; 0 when nothing runs")
                .tag("model", model.value())
                .register(registry);
        return calls;
    }

    /** {@code places} is kept by whom it belongs to. */
    void limited(ModelId model, Places places) {
        Gauge.builder(LIMIT, places, Places::limit)
                .description("Calls of a model that may be on their way at once, as learned from how calls ended")
                .tag("model", model.value())
                .register(registry);
        Gauge.builder(IN_FLIGHT, places, Places::taken)
                .description("Calls of a model that are on their way, without those that wait for a place")
                .tag("model", model.value())
                .register(registry);
    }

    private Timer call(Series series) {
        return Timer.builder(CALL)
                .description("Calls of a model, from asking to the last byte, queue and retries included")
                .tag("model", series.model().value())
                .tag("result", series.result().name().toLowerCase(Locale.ROOT))
                .register(registry);
    }

    private Timer firstByte(ModelId model) {
        return Timer.builder(FIRST_BYTE)
                .description("Answered calls of a model, from asking to the answer's first byte")
                .tag("model", model.value())
                .register(registry);
    }

    private Counter attempt(ModelId model) {
        return Counter.builder(ATTEMPTS)
                .description("Requests sent to a model's endpoint, retries included")
                .tag("model", model.value())
                .register(registry);
    }
}
