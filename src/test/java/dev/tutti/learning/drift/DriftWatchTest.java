package dev.tutti.learning.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.memory.modelstore.RouterModel;
import dev.tutti.memory.modelstore.TrainedOn;
import dev.tutti.memory.modelstore.TrainingFacts;
import dev.tutti.memory.outcome.CallRecord;
import dev.tutti.memory.outcome.HeapOutcomeLog;
import dev.tutti.memory.outcome.Label;
import dev.tutti.memory.outcome.LabelSource;
import dev.tutti.memory.outcome.LabelledRow;
import dev.tutti.memory.outcome.OutcomeLogUnavailable;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.memory.outcome.Rows;
import dev.tutti.sense.feature.FeatureSchema;
import dev.tutti.sense.feature.Features;
import dev.tutti.sense.policy.Arm;
import dev.tutti.sense.policy.Prediction;
import dev.tutti.sense.policy.Receipt;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class DriftWatchTest {
    private static final Instant START = Rows.NOON;
    private static final String SERVED = "sim/small-2026";

    private final HeapOutcomeLog log = new HeapOutcomeLog();
    private final List<String> warnings = new ArrayList<>();
    private Optional<RouterModel> serving = Optional.of(new Serving("r-0007", () -> {}));
    private Instant learnedUntil = START;
    private Instant now = START.plus(Duration.ofHours(4));
    private int unlabelled = 5_000;
    private DriftWatch watch = watch();

    @BeforeEach
    void begin() {
        watch = watch();
    }

    private DriftWatch watch() {
        return new DriftWatch(
                log, () -> serving, id -> Optional.of(facts()), new Settings(unlabelled), () -> now, warnings::add);
    }

    private TrainingFacts facts() {
        return new TrainingFacts(
                TrainedOn.THIS_DEPLOYMENT,
                Optional.of(START.minusSeconds(10_000)),
                Optional.of(learnedUntil),
                1,
                1,
                1,
                1,
                new FeatureSchema(1, List.of("length"), 1 << 14),
                new TreeMap<>());
    }

    private record Settings(int unlabelled) implements DriftSettings {
        @Override
        public Duration window() {
            return Duration.ofDays(30);
        }

        @Override
        public Duration labelWindow() {
            return Duration.ofHours(1);
        }

        @Override
        public int history() {
            return 30;
        }

        @Override
        public Duration checkEvery() {
            return Duration.ofMinutes(1);
        }
    }

    /** Its clusters are the tasks "code" and all others; {@code asked} runs before each is told. */
    private record Serving(String version, Runnable asked) implements RouterModel {
        @Override
        public int cluster(Features features) {
            asked.run();
            return features.task().equals("code") ? 0 : 1;
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
    }

    private static Rows row(int second) {
        return Rows.row("row-" + second).at(START.plusSeconds(second));
    }

    /** A request in each of these seconds, whose label chance picked, or a person. */
    private void scored(int from, int to, double score, LabelSource source) {
        for (int i = from; i < to; i++) {
            keep(row(i).make(), List.of(row(i).label(score, source)));
        }
    }

    private void keep(OutcomeRow row, List<Label> labels) {
        log.importRows(List.of(new LabelledRow(row, labels)));
    }

    @Test
    void aModelThatBecomesWorseIsToldOnceWithTheTimeAndFoundAgainAfterARestart() {
        now = START.plusSeconds(500);
        scored(1, 400, 1, LabelSource.VERIFIER);
        watch.look();
        assertThat(watch.drifting()).isEmpty();

        scored(400, 450, 0, LabelSource.VERIFIER);
        watch.look();
        now = now.plus(Duration.ofHours(9));
        watch.look();

        assertThat(watch.drifting()).containsExactly(Drift.quality(Rows.SMALL, START.plusSeconds(399)));
        assertThat(warnings).singleElement().asString().contains("sim/small", "scores fell");

        DriftWatch restarted = watch();
        restarted.look();

        assertThat(restarted.drifting()).isEqualTo(watch.drifting());
    }

    @Test
    void whatAReleaseOnItsWayDecidedIsNotHeldAgainstTheChampion() {
        now = START.plusSeconds(600);
        scored(1, 400, 1, LabelSource.VERIFIER);
        for (int i = 400; i < 500; i++) {
            Arm arm = new Arm(true, "r-0007", 0.25, 0, false);
            keep(Rows.decidedBy(row(i).make(), "r-0008", arm), List.of(row(i).label(0, LabelSource.VERIFIER)));
        }

        watch.look();

        assertThat(watch.drifting()).isEmpty();
    }

    @Test
    void looksFarApartAndLooksAfterEachRowFindTheSame() {
        now = START;
        for (int i = 1; i < 500; i++) {
            scored(60 * i, 60 * i + 1, i < 400 ? 1 : 0, LabelSource.JUDGE);
            now = START.plus(Duration.ofMinutes(i));
            watch.look();
        }
        DriftWatch once = watch();
        once.look();

        assertThat(watch.drifting()).hasSize(1).isEqualTo(once.drifting());
        assertThat(warnings).hasSize(2);
    }

    @Test
    void onlyTheLatestRowsAreReadAgain() {
        AtomicInteger asked = new AtomicInteger();
        serving = Optional.of(new Serving("r-0007", asked::incrementAndGet));
        now = START.plusSeconds(500);
        scored(1, 400, 1, LabelSource.VERIFIER);
        watch.look();
        assertThat(asked.getAndSet(0)).isEqualTo(399);

        scored(400, 440, 0, LabelSource.VERIFIER);
        watch.look();
        assertThat(watch.drifting()).hasSize(1);
        asked.set(0);
        watch.look();
        watch.look();

        // The ten that are too old by now are settled in the first of the two.
        assertThat(asked.get()).isEqualTo(70 + 30);
    }

    @Test
    void aBusyDayCostsALookNoMoreThanASpreadOfItsRows() {
        AtomicInteger asked = new AtomicInteger();
        serving = Optional.of(new Serving("r-0007", asked::incrementAndGet));
        unlabelled = 100;
        watch = watch();
        for (int i = 1; i <= 3_000; i++) {
            keep(row(i).make(), List.of());
        }

        watch.look();

        // What was settled and what is read again are two readings.
        assertThat(asked.get()).isBetween(unlabelled, 2 * unlabelled);
    }

    @Test
    void aPersonsScoresCountWhenTheLabelWindowIsOverAndHalfAsMuch() {
        scored(1, 400, 1, LabelSource.USER);
        scored(400, 450, 0, LabelSource.USER);
        now = START.plusSeconds(450);
        watch.look();
        assertThat(watch.drifting()).isEmpty();

        now = now.plus(Duration.ofHours(2));
        watch.look();
        assertThat(watch.drifting()).isEmpty();

        scored(450, 500, 0, LabelSource.USER);
        watch().look();

        assertThat(warnings).hasSize(1);
    }

    @Test
    void answersOfOtherReleasesAndAuditsAndUnlabelledOnesSayNothingOfQuality() {
        scored(1, 400, 1, LabelSource.VERIFIER);
        for (int i = 400; i < 500; i++) {
            OutcomeRow audit = row(i).auditing("row-1").make();
            keep(audit, List.of(new Label(audit.id(), 0, LabelSource.JUDGE, true, Optional.empty(), audit.at())));
            keep(row(i + 100).make(), List.of());
        }
        watch.look();
        assertThat(watch.drifting()).isEmpty();

        scored(600, 700, 0, LabelSource.VERIFIER);
        serving = Optional.of(new Serving("r-0008", () -> {}));
        watch.look();

        assertThat(watch.drifting()).isEmpty();
    }

    @Test
    void aNewServedIdIsANewVersionUntilAReleaseHasLearnedFromIt() {
        keep(row(-5).make(), List.of());
        keep(servedAs("sim/small-2027\nforged", row(7).make()), List.of());
        keep(row(8).make(), List.of());
        watch.look();
        watch.look();

        assertThat(watch.drifting()).singleElement().satisfies(drift -> {
            assertThat(drift.kind()).isEqualTo(Drift.Kind.VERSION);
            assertThat(drift.model()).contains(Rows.SMALL);
            assertThat(drift.since()).isEqualTo(START.plusSeconds(7));
        });
        assertThat(warnings)
                .singleElement()
                .asString()
                .contains("sim/small-2027?forged", SERVED)
                .doesNotContain("\n");

        serving = Optional.of(new Serving("r-0008", () -> {}));
        learnedUntil = START.plusSeconds(8);
        watch.look();

        assertThat(watch.drifting()).isEmpty();
    }

    private static OutcomeRow servedAs(String id, OutcomeRow row) {
        CallRecord call = row.calls().getFirst();
        CallRecord served = new CallRecord(
                call.role(),
                call.layer(),
                call.model(),
                Optional.of(id),
                call.usage(),
                call.cost(),
                call.firstByte(),
                call.latency(),
                call.attempts(),
                call.status(),
                call.sketch());
        return new OutcomeRow(
                row.id(),
                row.auditOf(),
                row.at(),
                row.key(),
                row.session(),
                row.promptHash(),
                row.features(),
                row.receipt(),
                row.plan(),
                row.propensity(),
                row.explored(),
                row.origin(),
                List.of(served),
                row.sketch(),
                row.ending(),
                row.degraded(),
                row.cost(),
                row.latency(),
                row.catalogueVersion());
    }

    @Test
    void promptsThatLieElsewhereThanThoseOfTheTrainingAreTold() {
        for (int i = 0; i < 1_000; i++) {
            keep(row(-i).make(), List.of());
        }
        for (int i = 1; i <= 1_000; i++) {
            keep(row(i).tagged(i < 500 ? "code" : "law").make(), List.of());
        }

        watch.look();

        assertThat(watch.drifting()).containsExactly(Drift.prompts(START.plusSeconds(1_000)));
    }

    /** A fifth is about code on every day, and only code has a verifier. */
    @Test
    void whereLabelsLieSaysNothingOfWherePromptsDo() {
        unlabelled = 1_000;
        watch = watch();
        for (int i = 0; i < 4_000; i++) {
            ofAFifth(-i);
        }
        for (int i = 1; i <= 1_000; i++) {
            ofAFifth(i);
        }

        watch.look();

        assertThat(watch.drifting()).isEmpty();
    }

    private void ofAFifth(int second) {
        boolean code = second % 5 == 0;
        Rows row = row(second).tagged(code ? "code" : "law");
        keep(row.make(), code ? List.of(row.label(1, LabelSource.VERIFIER)) : List.of());
    }

    @Test
    void answersThatAreGivenAgainAreNoPromptsOfTheTraining() {
        for (int i = 0; i < 1_000; i++) {
            keep(row(-i).make(), List.of());
            keep(row(-i - 1_000).tagged("math").chosenBy(Receipt.CACHED).make(), List.of());
        }
        for (int i = 1; i <= 1_000; i++) {
            keep(row(i).make(), List.of());
        }

        watch.look();

        assertThat(watch.drifting()).isEmpty();
    }

    @Test
    void aLookThatBreaksOffIsTakenAgainAndNothingIsCountedTwice() {
        scored(1, 400, 1, LabelSource.VERIFIER);
        scored(400, 424, 0, LabelSource.VERIFIER);
        AtomicInteger left = new AtomicInteger(420);
        serving = Optional.of(new Serving("r-0007", () -> {
            if (left.getAndDecrement() == 0) {
                throw new OutcomeLogUnavailable("the log breaks off", new IllegalStateException());
            }
        }));

        assertThatThrownBy(watch::look).isInstanceOf(OutcomeLogUnavailable.class);
        for (int i = 0; i < 5; i++) {
            now = now.plus(Duration.ofHours(1));
            watch.look();
        }

        assertThat(watch.drifting()).isEmpty();
    }

    @Test
    void withoutAReleaseVersionsAreStillTold() {
        serving = Optional.empty();
        keep(row(1).make(), List.of());
        keep(servedAs("sim/small-2027", row(2).make()), List.of());

        watch.look();

        assertThat(watch.drifting()).singleElement().extracting(Drift::kind).isEqualTo(Drift.Kind.VERSION);
    }
}
