package dev.tutti.learning.audit;

import dev.tutti.learning.training.LoggedWorld;
import dev.tutti.learning.training.MemoryLog;
import dev.tutti.memory.modelstore.RouterModel;
import dev.tutti.memory.modelstore.TrainedOn;
import dev.tutti.memory.modelstore.TrainingFacts;
import dev.tutti.sense.feature.FeatureExtractor;
import dev.tutti.sense.feature.Features;
import dev.tutti.sense.policy.Prediction;
import dev.tutti.serving.decision.Newcomers;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Plan;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/** A deployment of three models whose release, trained until NOW, has measured those that a test says. */
final class NewcomerScene {
    static final ModelId NEW = new ModelId("a/cheap");
    static final ModelId OTHER = new ModelId("b/second");
    static final ModelId STRONG = new ModelId("c/strong");

    final MemoryLog log = new MemoryLog();
    final Set<ModelId> measured = new HashSet<>(Set.of(OTHER, STRONG));
    final Newcomers newcomers = new Newcomers();
    final List<String> lines = new ArrayList<>();
    Instant learnedUntil = LoggedWorld.NOW;
    boolean released = true;

    record Settings(int anchors, int labels, int forced, BigDecimal maxUsdPerDay) implements NewcomerSettings {
        @Override
        public boolean enabled() {
            return true;
        }

        @Override
        public double share() {
            return 0.1;
        }

        @Override
        public Duration window() {
            return Duration.ofDays(30);
        }

        @Override
        public Duration checkEvery() {
            return Duration.ofMinutes(1);
        }
    }

    static Settings settings() {
        return new Settings(3, 2, 2, BigDecimal.ONE);
    }

    NewcomerWatch watch() {
        return new NewcomerWatch(
                log,
                new MeasuredModels(
                        () -> released ? Optional.of(new Serving(measured)) : Optional.empty(),
                        _ -> Optional.of(facts()),
                        LoggedWorld.catalogue()),
                LoggedWorld.catalogue(),
                settings(),
                newcomers,
                () -> LoggedWorld.NOW,
                lines::add);
    }

    private TrainingFacts facts() {
        return new TrainingFacts(
                TrainedOn.THIS_DEPLOYMENT,
                Optional.empty(),
                Optional.of(learnedUntil),
                1,
                1,
                1,
                1,
                FeatureExtractor.SCHEMA,
                new TreeMap<>());
    }

    private record Serving(Set<ModelId> models) implements RouterModel {
        @Override
        public String version() {
            return "test";
        }

        @Override
        public int cluster(Features features) {
            return 0;
        }

        @Override
        public Optional<Prediction> predict(Features features, Plan plan) {
            throw new AssertionError("nobody asks for a prediction");
        }

        @Override
        public OptionalLong outputTokens(Features features, ModelId model, double quantile) {
            return OptionalLong.empty();
        }

        @Override
        public List<Plan> learnedPlans(Features features) {
            return List.of();
        }

        @Override
        public boolean measured(ModelId model) {
            return models.contains(model);
        }
    }
}
