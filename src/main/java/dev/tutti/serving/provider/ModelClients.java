package dev.tutti.serving.provider;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tutti.words.chat.WrittenNumbers;
import dev.tutti.words.setting.ConfigurationProblem;

/** Nests the wrappers of {@link ModelClient} around each other: the one place that says in which order a call passes them. */
final class ModelClients {
    private final ProviderSettings settings;
    private final Outside outside;

    ModelClients(ProviderSettings settings, Outside outside) {
        this.settings = settings;
        this.outside = outside;
    }

    ModelClient nest(
            Origins origins, KeyRing keys, Breakers breakers, ProviderMetrics metrics, LatencyWindow latencies) {
        return nest(http(origins, keys), breakers, metrics, latencies);
    }

    /** Around any other way to send requests. */
    ModelClient nest(Attempts attempts, Breakers breakers, ProviderMetrics metrics, LatencyWindow latencies) {
        // Read from the last line up: that is the way a call goes. The order matters:
        // Retry stands around single requests, so that a repetition is a new request with a new connection.
        ModelClient client = retrying(attempts);
        // The deadline stands around retry, so that it covers waiting too; and inside the breaker, which must see
        // time-outs.
        client = new DeadlineClient(client, outside.timers(), outside.clock());
        // The breaker counts calls, not repetitions: one bad call cannot open it alone by being repeated.
        client = new BreakingClient(client, breakers, latencies, outside.clock());
        // The bulkhead stands outside the breaker: a refusal by the queue says nothing about the model. It alone says
        // how
        // many calls are on the way, by what it learns from endings; what the breaker did not send teaches it nothing.
        client = new LimitedClient(client, LimitRules.of(settings), metrics, outside.timers(), outside.clock());
        // The meter is outermost: it sees refusals, waiting and repetitions as the caller does.
        return new MeteredClient(client, metrics, latencies);
    }

    private ModelClient retrying(Attempts attempts) {
        ProviderSettings.Retry retry = settings.retry();
        return new RetryingClient(
                attempts,
                rules(retry),
                new RetryBudget(retry.ratio(), retry.perSecond(), outside.clock()),
                outside.random(),
                outside.timers(),
                outside.clock());
    }

    /** Each setting alone is in its range by now; together they may still be wrong. */
    private static RetryRules rules(ProviderSettings.Retry retry) {
        try {
            return new RetryRules(retry.maxAttempts(), retry.firstBackoff(), retry.longestBackoff());
        } catch (IllegalArgumentException e) {
            throw new ConfigurationProblem("tutti.provider.retry: " + e.getMessage(), e);
        }
    }

    private Attempts http(Origins origins, KeyRing keys) {
        // A pool and no thread's own buffers: each request has a thread of its own.
        ObjectMapper json = WrittenNumbers.mapper(
                        new JsonFactoryBuilder().recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool()))
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
        Protocols protocols = Protocols.using(json);
        TokenEstimator estimator = new TokenEstimator();
        StreamLimits limits = new StreamLimits(settings.stallTimeout(), settings.maxResponseBytes());
        ResponseReader responses = new ResponseReader(
                new RefusalReader(json, new RetryAfter(outside.time()), new ComplaintReader(keys)),
                new WholeReader(json, protocols, estimator, outside.threads(), settings.maxResponseBytes()),
                new StreamedReader(protocols, estimator, outside.threads(), outside.timers(), outside.clock(), limits),
                new EmbeddingReader(json, outside.threads(), settings.maxEmbeddingsBytes()));
        return new HttpAttempts(origins, keys, protocols, responses, TraceReach.of(settings), outside.clock());
    }
}
