package dev.tutti.serving.decision;

import dev.tutti.memory.modelstore.RouterModel;
import dev.tutti.memory.modelstore.ServingModels;
import dev.tutti.memory.modelstore.Suspensions;
import dev.tutti.sense.feature.FeatureExtractor;
import dev.tutti.sense.feature.Features;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.catalogue.Endpoint;
import dev.tutti.words.catalogue.Origin;
import dev.tutti.words.catalogue.Price;
import dev.tutti.words.catalogue.PriorQuality;
import dev.tutti.words.catalogue.SizeClass;
import dev.tutti.words.catalogue.Trust;
import dev.tutti.words.chat.Ability;
import dev.tutti.words.chat.ChatRequest;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.RequestId;
import dev.tutti.words.chat.Tokens;
import dev.tutti.words.plan.RoutingOptions;
import dev.tutti.words.plan.WorstCase;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** A router with a catalogue made for a test; models in {@code down} take no calls. */
final class Scene {
    final Suspensions suspensions = new Suspensions();
    final Newcomers newcomers = new Newcomers();
    final Set<ModelId> down = new HashSet<>();
    final Catalogue catalogue;
    volatile ServingModels serving;
    private final LiveRouter router;
    int failures;
    /** How many times nobody could tell whether a model takes calls. */
    int blind;

    Scene(Optional<RouterModel> learned, List<CatalogueModel> models) {
        this(learned, models, Map.of());
    }

    Scene(Optional<RouterModel> learned, List<CatalogueModel> models, Map<String, String> set) {
        this(learned, models, set, Breakage.NONE);
    }

    Scene(Optional<RouterModel> learned, List<CatalogueModel> models, Map<String, String> set, Breakage breakage) {
        catalogue = new Catalogue("test", models);
        serving = ServingModels.of(learned);
        DecisionSettings settings = settings(set);
        CallForecasts forecasts = new CallForecasts(catalogue, (model, quantile) -> Optional.empty());
        Finder weighing = new WeighingFinder(catalogue, forecasts, WorstCase.COUNTED, Defaults.policy(settings));
        Finder finder = new FallingBackFinder(breakage.rule(weighing), _ -> failures++);
        Finder cached = new CachingFinder(finder, 100, Duration.ofSeconds(1), () -> 0);
        router = new LiveRouter(
                catalogue,
                new FallingBackHealth(breakage.sight(m -> !down.contains(m)), _ -> blind++),
                new FallingBackModels(breakage.store(() -> serving), _ -> failures++),
                settings,
                cached,
                new LiveRouter.Watched(suspensions, newcomers));
    }

    static DecisionSettings settings(Map<String, String> set) {
        return new SmallRyeConfigBuilder()
                .withMapping(DecisionSettings.class)
                .withConverter(Duration.class, 100, new DurationConverter())
                .withSources(new PropertiesConfigSource(set, "test", 100))
                .build()
                .getConfigMapping(DecisionSettings.class);
    }

    Verdict decide(String id, ChatRequest request, RoutingOptions options) {
        return decide(id, request, new FeatureExtractor().extract(request, options.task()), options);
    }

    Verdict decide(String id, ChatRequest request, Features features, RoutingOptions options) {
        return router.decide(new RequestId(id), request, features, options, Means.UNLIMITED);
    }

    /** For a paced key, at that price. */
    Verdict decide(String id, ChatRequest request, RoutingOptions options, double gainPerUsd) {
        Features features = new FeatureExtractor().extract(request, options.task());
        Means means = new Means(Optional.empty(), OptionalDouble.of(gainPerUsd));
        return router.decide(new RequestId(id), request, features, options, means);
    }

    /** Where models hold so much of the prompt in their caches. */
    Verdict decide(String id, ChatRequest request, RoutingOptions options, Map<ModelId, Tokens> cached) {
        return decide(id, request, new FeatureExtractor().extract(request, options.task()), options, cached);
    }

    Verdict decide(
            String id, ChatRequest request, Features features, RoutingOptions options, Map<ModelId, Tokens> cached) {
        Means means = new Means(Optional.empty(), OptionalDouble.empty(), cached);
        return router.decide(new RequestId(id), request, features, options, means);
    }

    Verdict preview(String id, ChatRequest request, RoutingOptions options) {
        Features features = new FeatureExtractor().extract(request, options.task());
        return router.preview(new RequestId(id), request, features, options, Means.UNLIMITED);
    }

    static CatalogueModel model(String id, String dollars, double quality, Origin origin) {
        return new CatalogueModel(
                new ModelId(id),
                Price.perMillion(dollars, dollars),
                new Tokens(16_000),
                new Tokens(4_000),
                Set.of(Ability.TOOLS, Ability.LOGPROBS),
                id.substring(0, id.indexOf('/')),
                SizeClass.SMALL,
                Trust.TRUSTED,
                origin,
                Optional.of(new PriorQuality(quality, 0.05)),
                new Endpoint(
                        URI.create("http://127.0.0.1/v1"),
                        id,
                        Optional.empty(),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(20),
                        8));
    }

    /** One with prices of its own, in USD a million. */
    static CatalogueModel priced(String id, String input, String cached, String output, double quality) {
        CatalogueModel model = model(id, input, quality, Origin.LIVE);
        return new CatalogueModel(
                model.id(),
                Price.perMillion(new BigDecimal(input), new BigDecimal(cached), new BigDecimal(output)),
                new Tokens(1_000_000),
                model.maxOutput(),
                model.abilities(),
                model.family(),
                model.size(),
                model.trust(),
                model.origin(),
                model.prior(),
                model.endpoint());
    }

    /** Six models, the dearer the better: 0.60 at $0.1 a million to 0.90 at $3.2. */
    static List<CatalogueModel> six() {
        return many(6);
    }

    static List<CatalogueModel> many(int n) {
        List<CatalogueModel> models = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            String dollars = Double.toString(Math.round(100 * Math.pow(2, i * 5.0 / (n - 1))) / 1_000.0);
            models.add(model("f" + i % 4 + "/m" + i, dollars, 0.6 + 0.3 * i / (n - 1), Origin.LIVE));
        }
        return models;
    }
}
