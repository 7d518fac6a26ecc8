package dev.tutti.learning.promise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.learning.training.MemoryLog;
import dev.tutti.memory.modelstore.Certificate;
import dev.tutti.memory.modelstore.Certificates;
import dev.tutti.memory.modelstore.RouterModel;
import dev.tutti.memory.modelstore.Suspensions;
import dev.tutti.memory.outcome.EndingKind;
import dev.tutti.memory.outcome.Label;
import dev.tutti.memory.outcome.LabelSource;
import dev.tutti.memory.outcome.LabelledRow;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.memory.outcome.Rows;
import dev.tutti.sense.feature.Features;
import dev.tutti.sense.policy.Prediction;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.Single;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PromiseWatchTest {
    private static final Certificate PROMISED = new Certificate(
            Certificate.OTHERS,
            0.8,
            0.95,
            "betting",
            1_000,
            Optional.empty(),
            Optional.empty(),
            "test",
            new Certificate.Certified(0.05, 0.1, 0.86));

    private final MemoryLog log = new MemoryLog();
    private final Suspensions suspensions = new Suspensions();
    private final List<String> warnings = new ArrayList<>();

    private List<RouterModel> serving = List.of(new Serving("r-0007"));

    private PromiseWatch watch() {
        return new PromiseWatch(log, () -> serving, id -> Optional.empty(), suspensions, warnings::add);
    }

    /** The version is the one that the rows name. */
    private record Serving(String version) implements RouterModel {
        @Override
        public int cluster(Features features) {
            return 3;
        }

        @Override
        public Optional<Prediction> predict(Features features, Plan plan) {
            return Optional.empty();
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
        public Certificates certificates() {
            return new Certificates(List.of(PROMISED));
        }
    }

    private void answered(int from, int to, String policy, double score, LabelSource source, boolean sampled) {
        for (int i = from; i < to; i++) {
            OutcomeRow row = new Rows(
                            "row-" + i,
                            Optional.empty(),
                            Rows.NOON.plusSeconds(i),
                            "team-a",
                            "code",
                            new Single(Rows.SMALL),
                            policy,
                            EndingKind.ANSWERED,
                            Usd.of("0.001"),
                            Duration.ofMillis(9),
                            2)
                    .make();
            Label label = new Label(row.id(), score, source, sampled, Optional.empty(), row.at());
            log.importRows(List.of(new LabelledRow(row, List.of(label))));
        }
    }

    @Test
    void aRefutedPromiseIsSuspendedToldOnceAndStaysSuspendedAfterARestart() {
        answered(0, 100, "certified", 0.5, LabelSource.VERIFIER, true);
        PromiseWatch watch = watch();

        watch.look();
        watch.look();
        answered(100, 400, "certified", 1, LabelSource.VERIFIER, true);
        watch.look();

        assertThat(suspensions.holds("r-0007", PROMISED)).isTrue();
        assertThat(warnings).singleElement().asString().contains("r-0007", "segment '*'");

        suspensions.replace(Set.of());
        watch().look();

        assertThat(suspensions.holds("r-0007", PROMISED)).isTrue();
    }

    @Test
    void ofTwoReleasesThatServeEachIsHeldToItsOwnPromises() {
        serving = List.of(new Serving("r-0006"), new Serving("r-0007"));
        answered(0, 100, "certified", 0.5, LabelSource.VERIFIER, true);

        watch().look();

        assertThat(suspensions.holds("r-0007", PROMISED)).as("on its way").isTrue();
        assertThat(suspensions.holds("r-0006", PROMISED)).as("the champion").isFalse();
    }

    @Test
    void aKeptPromiseIsLeftAlone() {
        answered(0, 200, "certified", 0.9, LabelSource.JUDGE, true);

        watch().look();

        assertThat(suspensions.count()).isZero();
        assertThat(warnings).isEmpty();
    }

    @Test
    void whatPeoplePickedAndWhatWasNotPromisedRefutesNothing() {
        answered(0, 100, "certified", 0, LabelSource.USER, true);
        answered(100, 200, "certified", 0, LabelSource.VERIFIER, false);
        answered(200, 300, "learned", 0, LabelSource.VERIFIER, true);

        watch().look();

        assertThat(suspensions.count()).isZero();
    }
}
