package dev.tutti.learning.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.learning.training.MemoryLog;
import dev.tutti.memory.modelstore.ModelStore;
import dev.tutti.memory.modelstore.Rollout;
import dev.tutti.memory.modelstore.RouterModel;
import dev.tutti.memory.modelstore.Stage;
import dev.tutti.memory.modelstore.TwoReleases;
import dev.tutti.memory.outcome.EndingKind;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.memory.outcome.Rows;
import dev.tutti.sense.policy.Arm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The watch over a real model store: it moves, ends and finds again what the folder and the log say. */
final class RolloutWatchTest {
    private static final int NEEDED = 10;

    @TempDir
    private Path folder;

    private final MemoryLog log = new MemoryLog();
    private final List<String> lines = new ArrayList<>();
    private final List<RolloutWatch.Ended> ends = new ArrayList<>();
    private ModelStore store;
    private RolloutWatch watch;
    private int rows;

    @BeforeEach
    void aReleaseIsOnItsWay() {
        TwoReleases.proposeIn(folder);
        restart();
    }

    private void restart() {
        store = TwoReleases.open(folder);
        watch = new RolloutWatch(store, log, new Steps(NEEDED), new RolloutWatch.Ears(lines::add, ends::add));
    }

    private Rollout rollout() {
        return store.rollout().orElseThrow();
    }

    /** Requests of the present stage; the first {@code ofChallenger} are the challenger's. */
    private void requests(int count, int ofChallenger, EndingKind ofThose) {
        Rollout now = rollout();
        for (int i = 0; i < count; i++) {
            boolean challenger = i < ofChallenger;
            Arm arm = new Arm(
                    challenger,
                    challenger ? now.champion() : now.challenger(),
                    now.stage().share(),
                    0.5,
                    true);
            String version = challenger ? now.challenger() : now.champion();
            OutcomeRow row = Rows.row("r" + rows++)
                    .at(now.begun().plusSeconds(rows))
                    .considering(0)
                    .ending(challenger ? ofThose : EndingKind.ANSWERED)
                    .make();
            log.append(Rows.decidedBy(row, version, arm));
        }
    }

    @Test
    void itGoesOnAfterEnoughRequestsOfEachStageAndEndsAsTheChampion() throws Exception {
        Rollout begun = rollout();
        for (Stage stage : Stage.values()) {
            assertThat(rollout().stage()).isEqualTo(stage);
            int ofChallenger = stage == Stage.SHADOW ? 0 : stage == Stage.WHOLE ? NEEDED : 2;

            requests(NEEDED - 1, Math.min(ofChallenger, NEEDED - 1), EndingKind.ANSWERED);
            watch.look();
            assertThat(rollout().stage()).as("one is missing").isEqualTo(stage);
            assertThat(watch.standing().orElseThrow().awaits()).startsWith("1 more requests until ");

            requests(1, stage == Stage.WHOLE ? 1 : 0, EndingKind.ANSWERED);
            watch.look();
        }

        assertThat(store.current().map(RouterModel::version)).hasValue(begun.challenger());
        assertThat(store.rollout()).isEmpty();
        assertThat(watch.standing()).isEmpty();
        assertThat(ends).containsExactly(RolloutWatch.Ended.PROMOTED);
        assertThat(lines).hasSize(4).last().asString().contains("is the champion");
    }

    @Test
    void aRestartInTheMiddleKeepsTheStageAndWhatIsKnown() {
        requests(NEEDED, 0, EndingKind.ANSWERED);
        watch.look();
        requests(4, 1, EndingKind.ANSWERED);
        watch.look();
        RolloutStanding before = watch.standing().orElseThrow();

        restart();
        watch.look();

        assertThat(watch.standing()).hasValue(before);
        assertThat(before.rollout().stage()).isEqualTo(Stage.TWENTIETH);
        assertThat(before.requests()).isEqualTo(4);
    }

    @Test
    void oneWhoseRequestsFailIsTakenBackWithTheFiguresInTheHistory() throws Exception {
        Rollout begun = rollout();
        requests(NEEDED, 0, EndingKind.ANSWERED);
        watch.look();
        for (int i = 0; i < 60 && store.rollout().isPresent(); i++) {
            requests(2, 1, EndingKind.FAILED);
            watch.look();
        }

        assertThat(store.rollout()).isEmpty();
        assertThat(store.current().map(RouterModel::version)).hasValue(begun.champion());
        assertThat(ends).containsExactly(RolloutWatch.Ended.WITHDRAWN);
        assertThat(Files.readString(folder.resolve("history.jsonl")))
                .contains("\"withdrawn\"", begun.challenger(), "degraded or failed", "\"evidence\":{");
        restart();
        assertThat(store.rollout()).isEmpty();
    }

    @Test
    void oneThatBreaksIsTakenBackHoweverWellTheRuleAnswersInItsPlace() {
        requests(NEEDED, 0, EndingKind.ANSWERED);
        watch.look();
        Rollout now = rollout();
        for (int i = 0; i < 60; i++) {
            boolean challenger = i % 2 == 0;
            Arm arm = new Arm(challenger, challenger ? now.champion() : now.challenger(), 0.05, 0.5, true);
            OutcomeRow row = Rows.row("b" + i)
                    .at(now.begun().plusSeconds(100 + i))
                    .considering(0)
                    .make();
            log.append(Rows.decidedBy(row, challenger ? "none" : now.champion(), arm));
        }

        watch.look();

        assertThat(store.rollout()).isEmpty();
        assertThat(lines).last().asString().contains("was taken back", "degraded or failed");
    }

    @Test
    void requestsOfAnotherRolloutAndOfNoneSayNothing() {
        for (int i = 0; i < 2 * NEEDED; i++) {
            OutcomeRow row =
                    Rows.row("x" + i).at(rollout().begun().plusSeconds(i)).make();
            log.append(row);
            log.append(Rows.decidedBy(
                    Rows.row("y" + i).at(rollout().begun().plusSeconds(i)).make(),
                    rollout().champion(),
                    new Arm(false, "20250101T000000Z-00000000", 0, 1, true)));
        }
        watch.look();

        assertThat(watch.standing().orElseThrow().requests()).isZero();
        assertThat(rollout().stage()).isEqualTo(Stage.SHADOW);
    }

    @Test
    void whatWasTakenBackByHandMeanwhileStaysSo() {
        requests(NEEDED, 0, EndingKind.ANSWERED);
        TwoReleases.open(folder).rollback();

        watch.look();

        assertThat(lines).singleElement().asString().contains("stays where it is");
        store.refresh();
        assertThat(store.rollout()).isEmpty();
        watch.look();
        assertThat(watch.standing()).isEmpty();
    }
}
