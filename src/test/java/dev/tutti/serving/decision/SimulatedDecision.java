package dev.tutti.serving.decision;

import dev.tutti.memory.modelstore.ServingModels;
import dev.tutti.memory.modelstore.Suspensions;
import dev.tutti.sense.budget.MonotonicClock;
import dev.tutti.serving.DefaultSettings;
import dev.tutti.serving.provider.Latencies;
import dev.tutti.serving.provider.ModelHealth;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.plan.WorstCase;

/** The router that serves, at its default settings, before any router model was trained: the rule decides. */
public final class SimulatedDecision {
    private SimulatedDecision() {}

    /** Prompt caches as they are by default, of conversations that nobody has yet. */
    public static PromptCaches noCaches(MonotonicClock clock) {
        return new PromptCaches(DefaultSettings.of(DecisionSettings.class).sessions(), clock);
    }

    public static Router router(
            Catalogue catalogue, Latencies latencies, ModelHealth health, WorstCase worst, MonotonicClock clock) {
        DecisionSettings settings = DefaultSettings.of(DecisionSettings.class);
        Finder weighing = new WeighingFinder(
                catalogue, new CallForecasts(catalogue, latencies), worst, Defaults.policy(settings));
        Finder cached = new CachingFinder(weighing, settings.cacheSize(), settings.cacheTime(), clock);
        FallingBackModels models = new FallingBackModels(() -> ServingModels.NONE, _ -> {
            throw new AssertionError("there is no router model that could break");
        });
        return new LiveRouter(
                catalogue,
                new FallingBackHealth(health, _ -> {
                    throw new AssertionError("whether a model takes calls can always be told");
                }),
                models,
                settings,
                cached,
                new LiveRouter.Watched(new Suspensions(), new Newcomers()));
    }
}
