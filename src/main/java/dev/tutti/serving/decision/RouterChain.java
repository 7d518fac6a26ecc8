package dev.tutti.serving.decision;

import dev.tutti.memory.modelstore.ServingModels;
import dev.tutti.memory.modelstore.Suspensions;
import dev.tutti.sense.budget.MonotonicClock;
import dev.tutti.serving.provider.Latencies;
import dev.tutti.serving.provider.ModelHealth;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.plan.WorstCase;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What a router decides by: the models there are, how long they take and which take calls now, the router models that
 * serve with the promises of them that are suspected, and the settings.
 */
public record RouterChain(
        Catalogue catalogue,
        Latencies latencies,
        ModelHealth health,
        Supplier<ServingModels> models,
        Suspensions suspensions,
        DecisionSettings settings,
        WorstCase worst,
        Newcomers newcomers) {

    /**
     * Nests the links of the router. The order matters: exploration outside of the cache, the fall-back inside. {@code
     * broken} hears of each decision on which the router model threw, {@code blind} of each model whose health nobody could tell.
     */
    public Router router(Consumer<Throwable> broken, Consumer<Throwable> blind, MonotonicClock clock) {
        Finder weighing = new WeighingFinder(
                catalogue, new CallForecasts(catalogue, latencies), worst, Defaults.policy(settings));
        Finder whole = new FallingBackFinder(weighing, broken);
        Finder cached = new CachingFinder(whole, settings.cacheSize(), settings.cacheTime(), clock);
        return new LiveRouter(
                catalogue,
                new FallingBackHealth(health, blind),
                new FallingBackModels(models, broken),
                settings,
                cached,
                new LiveRouter.Watched(suspensions, newcomers));
    }
}
