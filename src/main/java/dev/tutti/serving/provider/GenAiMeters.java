package dev.tutti.serving.provider;

import dev.tutti.words.catalogue.Endpoint;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Usage;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.DoubleStream;

/**
 * What OpenTelemetry's conventions for generative AI want to be metered of each call, in their names, units and buckets. The
 * model that a provider says it served is no tag: a closed set is.
 */
final class GenAiMeters {
    private static final String DURATION = "gen_ai.client.operation.duration";
    private static final String FIRST_CHUNK = "gen_ai.client.operation.time_to_first_chunk";
    private static final String TOKENS = "gen_ai.client.token.usage";
    private static final String TOKEN_TYPE = "gen_ai.token.type";
    /** Of a label in Prometheus as good as none, while all series of a name have the same labels. */
    private static final String NO_ERROR = "";

    private static final Duration[] DURATIONS =
            seconds(0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92);
    private static final Duration[] FIRST_CHUNKS =
            seconds(0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10);
    /** 1, 4, 16 and so on to 67,108,864. */
    private static final double[] TOKEN_COUNTS =
            DoubleStream.iterate(1, count -> count * 4).limit(14).toArray();

    private record Series(ModelId model, String error) {}

    private record TokenSeries(ModelId model, String type) {}

    private final MeterRegistry registry;
    private final Map<Series, Timer> durations = new ConcurrentHashMap<>();
    private final Map<ModelId, Timer> firstChunks = new ConcurrentHashMap<>();
    private final Map<TokenSeries, DistributionSummary> tokens = new ConcurrentHashMap<>();

    GenAiMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    private static Duration[] seconds(double... bounds) {
        return Arrays.stream(bounds)
                .mapToObj(bound -> Duration.ofNanos(Math.round(bound * 1e9)))
                .toArray(Duration[]::new);
    }

    void ended(ModelCall call, CallEnding ending) {
        ModelId model = call.model().id();
        durations
                .computeIfAbsent(new Series(model, error(ending)), series -> duration(call, series.error()))
                .record(ending.latency());
        used(ending).ifPresent(usage -> used(call, usage));
        if (call.stream() && ending instanceof CallEnding.Succeeded succeeded) {
            firstChunks.computeIfAbsent(model, _ -> firstChunk(call)).record(succeeded.firstByte());
        }
    }

    /** Who makes embeddings writes nothing, and zeros would only blur the quantiles. */
    private void used(ModelCall call, Usage usage) {
        tokens(call, "input").record((double) usage.prompt().count());
        if (call.question() instanceof Question.Conversation) {
            tokens(call, "output").record((double) usage.completion().count());
        }
    }

    private static String error(CallEnding ending) {
        return switch (ending) {
            case CallEnding.Succeeded _ -> NO_ERROR;
            case CallEnding.Ignored _ -> "cancelled";
            case CallEnding.Failed failed -> failed.kind().name().toLowerCase(Locale.ROOT);
        };
    }

    /** Where anything was used: what was never sent used nothing, and zeros would only blur the quantiles. */
    private static Optional<Usage> used(CallEnding ending) {
        Optional<Usage> told = switch (ending) {
            case CallEnding.Succeeded succeeded ->
                Optional.of(succeeded.answer().usage());
            case CallEnding.Failed failed -> failed.used();
            case CallEnding.Ignored ignored -> ignored.used();
        };
        return told.filter(usage -> usage.total().count() > 0);
    }

    private Timer duration(ModelCall call, String error) {
        return Timer.builder(DURATION)
                .description("Calls of a model, by the conventions for generative AI")
                .tags(common(call).and(GenAi.ERROR, error))
                .serviceLevelObjectives(DURATIONS)
                .register(registry);
    }

    private Timer firstChunk(ModelCall call) {
        return Timer.builder(FIRST_CHUNK)
                .description("Streamed calls of a model, from asking to the first chunk")
                .tags(common(call))
                .serviceLevelObjectives(FIRST_CHUNKS)
                .register(registry);
    }

    private DistributionSummary tokens(ModelCall call, String type) {
        return tokens.computeIfAbsent(
                new TokenSeries(call.model().id(), type), series -> newTokens(call, series.type()));
    }

    private DistributionSummary newTokens(ModelCall call, String type) {
        return DistributionSummary.builder(TOKENS)
                .description("Tokens that calls of a model used")
                .tags(common(call).and(TOKEN_TYPE, type))
                .serviceLevelObjectives(TOKEN_COUNTS)
                .register(registry);
    }

    private static Tags common(ModelCall call) {
        Endpoint endpoint = call.model().endpoint();
        return Tags.of(
                GenAi.OPERATION, GenAi.operation(call),
                GenAi.PROVIDER, GenAi.provider(endpoint),
                GenAi.REQUEST_MODEL, endpoint.wireName());
    }
}
