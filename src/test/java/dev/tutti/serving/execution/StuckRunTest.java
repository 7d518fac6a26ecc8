package dev.tutti.serving.execution;

import static dev.tutti.serving.execution.ScriptedClient.says;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.memory.outcome.CallStatus;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Aggregation;
import dev.tutti.words.plan.Cascade;
import dev.tutti.words.plan.MixedMoa;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.Reliability;
import dev.tutti.words.plan.Step;
import dev.tutti.words.plan.StopRule;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each model's 95 % quantile is 2 s, so with short answers in hand a call is stuck after 6. */
final class StuckRunTest {
    private static final int SILENT = 60_000;
    private static final List<ModelId> THREE = Stage.models("a", "b", "c");
    private static final Plan VOTE = new MixedMoa(THREE, 2, new Aggregation.Vote(Reliability.EQUAL));
    private static final Plan PANEL = new MixedMoa(THREE, 2, new Aggregation.Synthesise(Stage.AGG));

    private final Stage stage = new Stage().within(30_000);

    private long millis() {
        return stage.time.nanos() / 1_000_000;
    }

    @Test
    void aPanelWithAQuorumGivesUpAProposerThatIsStuck() {
        Ending ending = stage.on("a", says("42", 500))
                .on("b", says("42", 500))
                .on("c", says("42", SILENT))
                .run(VOTE);

        assertThat(ending)
                .isInstanceOfSatisfying(
                        Ending.Degraded.class,
                        degraded -> assertThat(degraded.what()).isEqualTo("2 of 3 proposals came"));
        assertThat(ending.calls().getLast().status()).isEqualTo(CallStatus.CANCELLED);
        assertThat(millis()).isEqualTo(6_000);
    }

    @Test
    void patienceWithAModelThatHardlyAnsweredGrows() {
        stage.givenUp.put(new ModelId("c"), Duration.ofSeconds(6));

        Ending ending = stage.on("a", says("42", 500))
                .on("b", says("42", 500))
                .on("c", says("42", 17_000))
                .run(VOTE);

        assertThat(ending).isInstanceOf(Ending.Answered.class);
        assertThat(millis()).isEqualTo(17_000);
    }

    @Test
    void atTheDeadlineOneAnswerIsReadAndNoMore() {
        Ending ending = stage.on("a", says("42", 30_000))
                .on("b", says("42", 30_000))
                .on("c", says("42", 30_000))
                .run(VOTE);

        assertThat(ending).isInstanceOf(Ending.Degraded.class);
        assertThat(ending.calls()).filteredOn(call -> call.sketch().isPresent()).hasSize(1);
    }

    @Test
    void wherePeersWriteLongNobodyIsStuckTooSoon() {
        Ending ending = stage.on("a", says("42", 8_000))
                .on("b", says("42", 9_000))
                .on("c", says("42", 26_000))
                .run(VOTE);

        assertThat(ending).isInstanceOf(Ending.Answered.class);
        assertThat(millis()).isEqualTo(26_000);
    }

    @Test
    void withoutAQuorumAProposerIsWaitedFor() {
        Ending ending = stage.on("a", says("42", 500))
                .on("b", says("42", 9_000))
                .on("c", says("42", 12_000))
                .run(VOTE);

        assertThat(ending).isInstanceOf(Ending.Answered.class);
        assertThat(millis()).isEqualTo(12_000);
    }

    @Test
    void aStuckAggregatorIsReplaced() {
        Ending ending = stage.fallingBackTo("backup")
                .on("a", says("42", 500))
                .on("b", says("42", 500))
                .on("c", says("42", 500))
                .on("agg", says("42", SILENT))
                .on("backup", says("It is 42.", 500))
                .run(PANEL);

        assertThat(ending)
                .isInstanceOfSatisfying(
                        Ending.Degraded.class,
                        degraded -> assertThat(degraded.what()).isEqualTo("aggregated by backup instead of agg"));
        assertThat(millis()).isEqualTo(500 + 6_000 + 500);
    }

    @Test
    void aCascadeWithAnAnswerGoesOnWithoutTheStuckOne() {
        Plan cascade = new Cascade(
                THREE.stream().<Step>map(Step.Ask::new).toList(),
                new StopRule.Agreement(2),
                Reliability.EQUAL,
                List.of(1.0, 1.0, 0.5));
        Ending ending = stage.on("a", says("42", 500))
                .on("b", says("42", SILENT))
                .on("c", says("42", 500))
                .run(cascade);

        assertThat(ending)
                .isInstanceOfSatisfying(
                        Ending.Degraded.class,
                        degraded -> assertThat(degraded.what()).isEqualTo("no answer from b"));
        assertThat(millis()).isEqualTo(500 + 6_000 + 500);
    }
}
