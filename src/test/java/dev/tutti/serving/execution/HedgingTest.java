package dev.tutti.serving.execution;

import static dev.tutti.serving.execution.ScriptedClient.fails;
import static dev.tutti.serving.execution.ScriptedClient.says;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.memory.outcome.CallRecord;
import dev.tutti.memory.outcome.CallRole;
import dev.tutti.memory.outcome.CallStatus;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.Aggregation;
import dev.tutti.words.plan.Cascade;
import dev.tutti.words.plan.MixedMoa;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.Reliability;
import dev.tutti.words.plan.SelfMoaSeq;
import dev.tutti.words.plan.Single;
import dev.tutti.words.plan.Step;
import dev.tutti.words.plan.StopRule;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** {@link Stage#run} asserts of every run that no call runs on, nothing stays reserved and the cap holds. */
final class HedgingTest {
    private static final Plan THREE = new MixedMoa(Stage.models("a", "b", "c"), 2, vote());

    private final Stage stage = new Stage();

    private static Aggregation vote() {
        return new Aggregation.Vote(Reliability.EQUAL);
    }

    private Stage twoAnswer() {
        return stage.on("b", says("42", 500)).on("c", says("42", 500));
    }

    private static CallRecord hedge(Ending ending) {
        return ending.calls().stream()
                .filter(call -> call.role() == CallRole.HEDGE)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aProposerThatIsLateIsAskedOnceMoreAndTheLoserIsCancelledAndPaidFor() {
        long begun = stage.time.nanos();

        Ending ending = twoAnswer()
                .lateAfter("a", 1_000, 1)
                .on("a", says("42", 20_000), says("42", 300))
                .run(THREE);

        assertThat(ending).isInstanceOf(Ending.Answered.class);
        assertThat(stage.time.nanos() - begun)
                .isEqualTo(Duration.ofMillis(1_300).toNanos());
        CallRecord late = ending.calls().getFirst();
        assertThat(late.status()).isEqualTo(CallStatus.CANCELLED);
        assertThat(late.cost()).isGreaterThan(Usd.ZERO);
        assertThat(hedge(ending).model()).isEqualTo(new ModelId("a"));
        assertThat(hedge(ending).layer()).isEqualTo(1);
        assertThat(hedge(ending).status()).isEqualTo(CallStatus.OK);
        assertThat(stage.hedged).containsExactly(Hedges.Result.WON);
    }

    @Test
    void theHedgeIsTheSameCall() {
        twoAnswer()
                .lateAfter("a", 1_000, 1)
                .on("a", says("42", 20_000), says("42", 300))
                .run(THREE);

        assertThat(stage.client.calls.getLast().body())
                .isEqualTo(stage.client.calls.getFirst().body());
    }

    @Test
    void aHedgeThatLosesIsCancelledAtOnce() {
        long begun = stage.time.nanos();

        Ending ending = twoAnswer()
                .lateAfter("a", 1_000, 1)
                .on("a", says("42", 1_200), says("42", 5_000))
                .run(THREE);

        assertThat(ending).isInstanceOf(Ending.Answered.class);
        assertThat(hedge(ending).status()).isEqualTo(CallStatus.CANCELLED);
        assertThat(stage.time.nanos() - begun)
                .isEqualTo(Duration.ofMillis(1_200).toNanos());
        assertThat(stage.hedged).containsExactly(Hedges.Result.LOST);
    }

    @Test
    void whenOneOfTheTwoFailsTheOtherIsWaitedFor() {
        Ending ending = twoAnswer()
                .lateAfter("a", 1_000, 1)
                .on("a", fails(1_100), says("42", 800))
                .run(THREE);

        assertThat(ending).isInstanceOf(Ending.Answered.class);
        assertThat(stage.hedged).containsExactly(Hedges.Result.WON);
    }

    @Test
    void aProposerInTimeAndOneThatFailsAtOnceAreNotHedged() {
        twoAnswer().lateAfter("a", 1_000, 1).on("a", says("42", 1_000)).run(THREE);
        Stage other = new Stage().lateAfter("a", 1_000, 1).on("a", fails(10));
        other.on("b", says("42", 500)).on("c", says("42", 500)).run(THREE);

        assertThat(stage.hedged).isEmpty();
        assertThat(other.hedged).isEmpty();
    }

    @Test
    void aHedgeThatTheLedgerDoesNotAllowIsNotSent() {
        // Each of three proposals reserves 275 millionths at least, and they share the rest: nothing is left at 1 s.
        Ending ending = stage.capped("0.000830")
                .on("b", says("42", 5_000))
                .on("c", says("42", 5_000))
                .lateAfter("a", 1_000, 1)
                .on("a", says("42", 6_000))
                .run(THREE);

        assertThat(ending.calls()).hasSize(3);
        assertThat(stage.hedged).isEmpty();
    }

    @Test
    void whoWritesTheFinalAnswerIsNeverHedged() {
        Stage single = new Stage().streamed().lateAfter("a", 100, 1).on("a", says("42", 9_000));
        Ending alone = single.run(new Single(new ModelId("a")));
        Ending fused = twoAnswer()
                .streamed()
                .on("a", says("42", 500))
                .lateAfter("agg", 100, 1)
                .on("agg", says("42", 3_000))
                .run(new MixedMoa(Stage.models("a", "b", "c"), 2, new Aggregation.Synthesise(Stage.AGG)));

        assertThat(alone.calls()).hasSize(1);
        assertThat(fused.calls()).hasSize(4);
    }

    @Test
    void aStepOfACascadeIsHedgedToo() {
        Plan cascade = Stage.agreeing("a", "b");

        Ending ending = stage.lateAfter("a", 1_000, 1)
                .on("a", says("42", 20_000), says("42", 300))
                .on("b", says("42", 500))
                .run(cascade);

        assertThat(ending).isInstanceOf(Ending.Answered.class);
        assertThat(hedge(ending).status()).isEqualTo(CallStatus.OK);
    }

    @Test
    void aHedgeLeavesTheMoneyOfEveryStepThatMayFollow() {
        Plan cascade = new Cascade(
                List.of(
                        new Step.Ask(new ModelId("a")),
                        new Step.Ask(new ModelId("b")),
                        new Step.Fuse(new Aggregation.Synthesise(Stage.AGG))),
                new StopRule.Agreement(2),
                Reliability.EQUAL,
                List.of(1.0, 1.0, 1.0));

        // Call a reserves 2,075 millionths; b and the fusion need some 1,250, so that of 3,500 nothing is left to hedge
        // a.
        Ending ending = stage.capped("0.0035")
                .lateAfter("a", 1_000, 1)
                .on("a", says("42", 5_000))
                .on("b", says("41", 500))
                .on("agg", says("42", 500))
                .run(cascade);

        assertThat(stage.hedged).isEmpty();
        assertThat(ending.calls()).extracting(CallRecord::role).contains(CallRole.AGGREGATOR);
    }

    @Test
    void aHedgeLeavesTheMoneyOfTheWindowsThatFollow() {
        Plan sequence = new SelfMoaSeq(new ModelId("a"), 4, 2, 1, Stage.AGG);

        // A sample needs 275 millionths, a synthesis some 970: two of each, and a third synthesis, are still to come.
        Ending ending = stage.capped("0.0057")
                .lateAfter("a", 1_000, 1)
                .on("a", says("42", 5_000), says("42", 500), says("42", 500), says("42", 500))
                .on("agg", says("42", 500), says("42", 500), says("42", 500))
                .run(sequence);

        assertThat(stage.hedged).isEmpty();
        assertThat(ending.calls()).hasSize(4 + 3);
    }

    @Test
    void aCallerWhoLeavesCancelsBothCalls() {
        stage.time.in(Duration.ofMillis(1_500), stage.cancel::cancel);

        Ending ending = twoAnswer()
                .lateAfter("a", 1_000, 1)
                .on("a", says("42", 20_000), says("42", 20_000))
                .run(THREE);

        assertThat(ending).isInstanceOf(Ending.Cancelled.class);
        assertThat(ending.calls()).extracting(CallRecord::status).contains(CallStatus.CANCELLED);
        assertThat(stage.client.cancelled).isEqualTo(2);
        assertThat(stage.hedged).containsExactly(Hedges.Result.NEITHER);
    }

    @Test
    void hedgingSwitchedOffSendsNothingMore() {
        Hedges off = new Hedges(
                new Stage.HedgeSettings(false, 1), (_, _) -> Optional.of(Duration.ofMillis(1)), (_, _) -> {});

        assertThat(off.lateAfter(new ModelId("a"))).isEmpty();
    }

    @Test
    void noCallIsLateSoonerThanTheLeastTime() {
        Hedges hedges = new Hedges(
                new Stage.HedgeSettings(true, 1),
                (model, _) -> Optional.of(Duration.ofMillis(model.value().equals("quick") ? 1 : 700)),
                (_, _) -> {});

        assertThat(hedges.lateAfter(new ModelId("quick"))).contains(Duration.ofMillis(100));
        assertThat(hedges.lateAfter(new ModelId("usual"))).contains(Duration.ofMillis(700));
    }
}
