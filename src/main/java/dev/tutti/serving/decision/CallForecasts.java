package dev.tutti.serving.decision;

import dev.tutti.memory.modelstore.RouterModel;
import dev.tutti.sense.feature.Features;
import dev.tutti.serving.provider.Latencies;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.chat.ChatRequest;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Tokens;
import dev.tutti.words.plan.CallForecast;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What one call of each model is expected to consume on a request: prompt tokens estimated with a safety factor, output
 * from the router model or {@link Priors} within the limits, latency from recent calls or from the model's size.
 */
final class CallForecasts {
    private static final double MEDIAN = 0.5;
    private static final double P95 = 0.95;
    private static final double P99 = 0.99;
    /** The standard normal's 95 % quantile: output lengths are about log-normal. */
    private static final double Z95 = 1.645;

    private final Catalogue catalogue;
    private final Latencies latencies;

    CallForecasts(Catalogue catalogue, Latencies latencies) {
        this.catalogue = catalogue;
        this.latencies = latencies;
    }

    /**
     * For every model of the catalogue, each reckoned once, when first asked for. {@link IllegalArgumentException} for any other model. The function is for one thread.
     */
    Function<ModelId, CallForecast> of(Question question) {
        Map<ModelId, CallForecast> known = new HashMap<>();
        return id -> {
            CallForecast forecast = known.get(id);
            if (forecast == null) {
                forecast = forecast(catalogue.get(id), question);
                known.put(id, forecast);
            }
            return forecast;
        };
    }

    private CallForecast forecast(CatalogueModel model, Question question) {
        ChatRequest request = question.request();
        Features features = question.features();
        Optional<RouterModel> learned = question.model();
        long safe = promptTokens(model, question.prompt().count(), request);
        long cap = Math.max(
                1, Math.min(outputLimit(model, request), model.contextWindow().count() - safe));
        long median = output(model, features, learned, MEDIAN, Priors.OUTPUT_MEDIAN);
        long p95 = Math.max(median, output(model, features, learned, P95, Priors.OUTPUT_P95));
        long p99 = Math.max(p95, output(model, features, learned, P99, Priors.OUTPUT_P99));
        long mean = Math.min(p95, mean(median, p95));
        Duration typical = latencies
                .quantile(model.id(), MEDIAN)
                .orElseGet(() -> Priors.latency(model.size(), Math.min(cap, median)));
        boolean writes = writesCache(model, question, safe);
        return new CallForecast(
                writes ? model.price().writing() : model.price().notWriting(),
                new Tokens(safe),
                new Tokens(Math.min(cap, mean)),
                new Tokens(Math.min(cap, p95)),
                new Tokens(Math.min(cap, p99)),
                typical,
                slow(model, typical, Math.min(cap, p95)),
                cached(model, question, safe),
                writes);
    }

    /** For what another request will read again; shorter prompts no provider keeps. */
    private static boolean writesCache(CatalogueModel model, Question question, long prompt) {
        return model.price().cacheWrite().isPresent()
                && question.options().keepsPrompt()
                && prompt >= Priors.LEAST_CACHED;
    }

    /** In the same measure as the whole prompt, so that what is left of it is what is new. */
    private static Tokens cached(CatalogueModel model, Question question, long safe) {
        Tokens held = question.cached().getOrDefault(model.id(), Tokens.NONE);
        return new Tokens(Math.min(safe, (long) Math.ceil(held.count() * Priors.promptSafety(model.family()))));
    }

    /** No call takes longer than its own timeout. */
    private Duration slow(CatalogueModel model, Duration typical, long tokens) {
        Duration p95 = latencies.quantile(model.id(), P95).orElseGet(() -> Priors.latency(model.size(), tokens));
        Duration bounded = p95.compareTo(model.endpoint().callTimeout()) > 0
                ? model.endpoint().callTimeout()
                : p95;
        return bounded.compareTo(typical) < 0 ? typical : bounded;
    }

    static long promptTokens(CatalogueModel model, long estimate, ChatRequest request) {
        return (long) Math.ceil(estimate * Priors.promptSafety(model.family()))
                + Priors.addedByApi(model.endpoint().api(), request);
    }

    static long outputLimit(CatalogueModel model, ChatRequest request) {
        return Math.min(
                request.maxTokens().orElse(Long.MAX_VALUE), model.maxOutput().count());
    }

    private static long output(
            CatalogueModel model, Features features, Optional<RouterModel> learned, double quantile, long prior) {
        return learned.isEmpty()
                ? prior
                : Math.max(
                        1,
                        learned.get()
                                .outputTokens(features, model.id(), quantile)
                                .orElse(prior));
    }

    private static long mean(long median, long p95) {
        double sigma = Math.log(p95 / (double) median) / Z95;
        return (long) Math.ceil(median * Math.exp(sigma * sigma / 2));
    }
}
