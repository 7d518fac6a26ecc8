package dev.tutti.serving.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.memory.modelstore.RouterModel;
import dev.tutti.sense.feature.FeatureExtractor;
import dev.tutti.sense.feature.Features;
import dev.tutti.sense.feature.Requests;
import dev.tutti.sense.feature.TokenEstimate;
import dev.tutti.sense.policy.Prediction;
import dev.tutti.sense.policy.QualityBasis;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.chat.ChatRequest;
import dev.tutti.words.chat.KeyId;
import dev.tutti.words.chat.Message;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Role;
import dev.tutti.words.chat.StableHash;
import dev.tutti.words.chat.Tokens;
import dev.tutti.words.chat.Usage;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.ModelFilter;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.RoutingOptions;
import dev.tutti.words.plan.Selector;
import dev.tutti.words.plan.Single;
import dev.tutti.words.plan.Strategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What a thousand conversations cost with and without staying, at list prices, where providers keep prompts for five
 * minutes: of each turn the router expects something else of each model. The figures stand in ADR 76.
 */
final class ThousandConversationsTest {
    private static final KeyId KEY = new KeyId("team");
    private static final double TARGET = 0.7;
    private static final long KEPT = Duration.ofMinutes(5).toNanos();
    private static final int WRITTEN = 250;
    /** What is expected does not depend on them here. */
    private static final Features LIKE_ANY = new FeatureExtractor().extract(Turns.turn(1, 1_000), Optional.empty());

    private static final List<CatalogueModel> MODELS = List.of(
            Scene.priced("mini/one", "0.15", "0.075", "0.60", 0.7),
            Scene.priced("flash/one", "0.30", "0.075", "2.50", 0.75),
            Scene.priced("chat/one", "0.27", "0.07", "1.10", 0.75),
            Scene.priced("large/one", "2.50", "1.25", "10", 0.85),
            Scene.priced("frontier/one", "3.00", "0.30", "15", 0.9));

    /** What came of all conversations: dollars, turns, turns whose model differs from the one before, and the mean score. */
    private record Total(Usd cost, int turns, int changes, double score) {}

    @Test
    void stayingCostsLessAndReachesTheSameTarget() {
        Total without = run("0");
        Total with = run("10000");

        assertThat(with.turns()).isEqualTo(without.turns()).isGreaterThan(5_000);
        assertThat(with.changes()).isLessThan(without.changes());
        assertThat(with.cost()).isLessThan(without.cost());
        assertThat(with.score()).isGreaterThanOrEqualTo(TARGET);
        assertThat(without.score()).isGreaterThanOrEqualTo(TARGET);
        assertThat("%s against %s".formatted(told(with), told(without)))
                .isEqualTo("21.37 USD, 3148 changes, score 0.792 against 21.75 USD, 3670 changes, score 0.790");
    }

    private static String told(Total total) {
        return "%.2f USD, %d changes, score %.3f".formatted(total.cost().toDouble(), total.changes(), total.score());
    }

    private static Total run(String conversations) {
        Random random = new Random(76);
        Turn turn = new Turn();
        Scene scene = new Scene(Optional.of(turn), MODELS);
        long[] now = {1};
        PromptCaches caches = new PromptCaches(
                Scene.settings(Map.of("tutti.decision.sessions.size", conversations))
                        .sessions(),
                () -> now[0]);
        Total total = new Total(Usd.ZERO, 0, 0, 0);
        for (int i = 0; i < 1_000; i++) {
            Provider provider = new Provider();
            Optional<String> session = Optional.of("s" + i);
            Optional<ModelId> before = Optional.empty();
            int turns = 2 + random.nextInt(11);
            int length = 500 + random.nextInt(3_500);
            for (int t = 1; t <= turns; t++) {
                now[0] += Duration.ofSeconds(20 + random.nextInt(160)).toNanos();
                turn.at = "c" + i + "-" + t;
                ChatRequest request = turn(t, length);
                ModelId model = decide(scene, turn.at, request, caches.held(KEY, session, request));
                Usage used = provider.read(model, TokenEstimate.of(request), now[0]);
                caches.asked(
                        KEY,
                        session,
                        request,
                        List.of(Turns.call(
                                model, used.prompt().count(), used.cached().count())));
                boolean changed = before.filter(last -> !last.equals(model)).isPresent();
                total = new Total(
                        total.cost().plus(scene.catalogue.get(model).price().cost(used)),
                        total.turns() + 1,
                        total.changes() + (changed ? 1 : 0),
                        total.score() + turn.quality(model));
                before = Optional.of(model);
            }
        }
        return new Total(total.cost(), total.turns(), total.changes(), total.score() / total.turns());
    }

    /** A sign is about a token, so that long prompts are read in no time. */
    private static ChatRequest turn(int number, int length) {
        List<Message> messages = new ArrayList<>();
        for (int i = 1; i <= number; i++) {
            messages.add(Requests.message(Role.USER, "河".repeat(length) + i));
            if (i < number) {
                messages.add(Requests.message(Role.ASSISTANT, "水".repeat(WRITTEN) + i));
            }
        }
        return Requests.of(OptionalLong.of(2 * WRITTEN), 1, Set.of(), messages.toArray(Message[]::new));
    }

    private static ModelId decide(Scene scene, String id, ChatRequest request, Map<ModelId, Tokens> cached) {
        RoutingOptions options = new RoutingOptions(
                new Selector.Auto(),
                OptionalDouble.of(TARGET),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Set.of(Strategy.SINGLE),
                ModelFilter.ALL,
                Optional.empty(),
                false,
                false,
                Optional.of("s"));
        Decision decision = ((Verdict.Chosen) scene.decide(id, request, LIKE_ANY, options, cached)).decision();
        return decision.chosen().plan().models().iterator().next();
    }

    /** Keeps the prompt that each model has read last, in blocks of 128 tokens, where they are 1,024 at least. */
    private static final class Provider {
        private final Map<ModelId, Long> kept = new HashMap<>();
        private final Map<ModelId, Long> at = new HashMap<>();

        Usage read(ModelId model, long prompt, long now) {
            boolean alive = at.containsKey(model) && now - at.get(model) < KEPT;
            long held = alive ? kept.get(model) / 128 * 128 : 0;
            kept.put(model, prompt);
            at.put(model, now);
            return new Usage(new Tokens(prompt), new Tokens(held >= 1_024 ? held : 0), new Tokens(WRITTEN), false);
        }
    }

    /** Expects of each model at each turn its usual score, and up to 0.15 more or less: some questions are harder. */
    private static final class Turn implements RouterModel {
        private String at = "";

        double quality(ModelId model) {
            double usual = MODELS.stream()
                    .filter(one -> one.id().equals(model))
                    .mapToDouble(one -> one.prior().orElseThrow().score())
                    .findFirst()
                    .orElseThrow();
            double draw = (StableHash.of(at + model.value()) >>> 11) * 0x1.0p-53;
            return Math.min(1, usual + 0.3 * (draw - 0.5));
        }

        @Override
        public String version() {
            return at;
        }

        @Override
        public int cluster(Features features) {
            return 0;
        }

        @Override
        public Optional<Prediction> predict(Features features, Plan plan) {
            return plan instanceof Single(ModelId model)
                    ? Optional.of(new Prediction(quality(model), quality(model), quality(model), QualityBasis.MEASURED))
                    : Optional.empty();
        }

        @Override
        public OptionalLong outputTokens(Features features, ModelId model, double quantile) {
            return OptionalLong.of(WRITTEN);
        }

        @Override
        public List<Plan> learnedPlans(Features features) {
            return List.of();
        }
    }
}
