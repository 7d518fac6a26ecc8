package dev.tutti.learning.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.memory.modelstore.Certificate;
import dev.tutti.memory.modelstore.RouterModel;
import dev.tutti.memory.modelstore.World;
import dev.tutti.sense.feature.Features;
import dev.tutti.sense.policy.PolicySettings;
import dev.tutti.sense.policy.Prediction;
import dev.tutti.sense.policy.QualityBasis;
import dev.tutti.sense.policy.Targets;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.WhenInfeasible;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class CertifierTest {
    private static final Targets USUAL =
            new Targets(0.8, Usd.of("1"), Duration.ofSeconds(30), WhenInfeasible.BEST_GAIN);
    private static final Deployment DEPLOYMENT =
            new Deployment(LoggedWorld.catalogue(), PolicySettings.DEFAULTS, USUAL);

    /** 212 right ones of 250 prove a target of 0.8 at 5 %, not at a third of it. */
    @Test
    void whatIsInfeasibleWithAllSegmentsTogetherIsNotCalledCertifiableAlone() {
        List<PromptGroup> groups = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            groups.add(group(i, i % 2 == 0 ? "code" : "law", Map.of(Recorded.STRONG, i / 2 < 212 ? 1.0 : 0.0)));
        }

        Certificate alone = of(groups, "code", false);
        Certificate together = of(groups, "code", true);

        assertThat(alone.verdict()).isInstanceOf(Certificate.Certified.class);
        assertThat(together.verdict()).isInstanceOfSatisfying(Certificate.Infeasible.class, lacking -> {
            assertThat(lacking.certifiable().orElseThrow()).isBetween(0.75, 0.8);
            assertThat(lacking.labelsNeeded().orElseThrow()).isGreaterThan(250);
        });
    }

    private static Certificate of(List<PromptGroup> groups, String task, boolean together) {
        return new Certifier(new Serving(), DEPLOYMENT, 0.95, together)
                .of(groups, List.of())
                .of(task)
                .orElseThrow();
    }

    private static PromptGroup group(int number, String task, Map<ModelId, Double> scores) {
        Map<ModelId, RecordedAnswer> answers = new TreeMap<>();
        scores.forEach((model, score) -> answers.put(model, Recorded.answer(1, score, "0.001")));
        Features plain = Recorded.features(0.5);
        Features features = new Features(plain.schema(), task, plain.dense(), new int[0]);
        return new PromptGroup(
                "prompt-" + number,
                World.REAL,
                Instant.EPOCH.plusSeconds(number),
                features,
                USUAL,
                Answers.of(answers),
                1,
                true);
    }

    /** Expects the same of every plan. */
    private static final class Serving implements RouterModel {
        @Override
        public String version() {
            return "test-1";
        }

        @Override
        public int cluster(Features features) {
            return 0;
        }

        @Override
        public Optional<Prediction> predict(Features features, Plan plan) {
            return Optional.of(new Prediction(0.9, 0.85, 0.95, QualityBasis.MEASURED));
        }

        @Override
        public OptionalLong outputTokens(Features features, ModelId model, double quantile) {
            return OptionalLong.empty();
        }

        @Override
        public List<Plan> learnedPlans(Features features) {
            return List.of();
        }
    }
}
