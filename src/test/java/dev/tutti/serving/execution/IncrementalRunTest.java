package dev.tutti.serving.execution;

import static dev.tutti.serving.execution.ScriptedClient.fails;
import static dev.tutti.serving.execution.ScriptedClient.says;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.memory.outcome.CallRecord;
import dev.tutti.memory.outcome.CallRole;
import dev.tutti.memory.outcome.CallStatus;
import dev.tutti.serving.provider.CallEnding;
import dev.tutti.serving.provider.ModelCall;
import dev.tutti.words.plan.Aggregation;
import dev.tutti.words.plan.MixedMoa;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.StreamDraft;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Three proposers, of which two are a quorum. */
final class IncrementalRunTest {
    private static final Plan PANEL =
            new MixedMoa(Stage.models("a", "b", "c"), 2, new Aggregation.Synthesise(Stage.AGG));

    private final Stage stage = new Stage().drafting(StreamDraft.INCREMENTAL);
    private final long begun = stage.time.nanos();

    private Stage proposals(String a, String b, String late) {
        return stage.on("a", says(a, 400)).on("b", says(b, 500)).on("c", says(late, 900));
    }

    private Duration took() {
        return Duration.ofNanos(stage.time.nanos() - begun);
    }

    @Test
    void theAggregatorStartsWithAQuorumAndALateProposalThatAgreesCostsNothing() {
        Ending ending =
                proposals("42", "42", "42").on("agg", says("It is 42.", 700)).run(PANEL);

        assertThat(ending).isInstanceOf(Ending.Answered.class);
        assertThat(ending.calls()).hasSize(4).allMatch(call -> call.status() == CallStatus.OK);
        assertThat(took()).isEqualTo(Duration.ofMillis(1_200));
        assertThat(stage.streamedText()).isEqualTo("It is 42.");
        assertThat(stage.streamedReasoning()).isEqualTo("42");
    }

    @Test
    void lateProposalsThatDisagreeBringACorrectionWhoseTextFollowsTheAnswer() {
        Ending ending = proposals("42", "41", "41")
                .on("agg", says("42", 700), says(" It is 41 after all.", 100))
                .run(PANEL);

        assertThat(ending).isInstanceOfSatisfying(Ending.Answered.class, answered -> {
            assertThat(answered.answer().text()).isEqualTo("42\n\nIt is 41 after all.");
            assertThat(answered.closing()).hasSize(1);
        });
        assertThat(stage.streamedText()).isEqualTo("42\n\nIt is 41 after all.");
        assertThat(ending.calls()).extracting(CallRecord::layer).containsExactly(1, 1, 1, 2, 3);
        assertThat(ending.calls().getLast().role()).isEqualTo(CallRole.AGGREGATOR);
    }

    @Test
    void aCorrectionIsShortAndSeesTheAnswerAndTheLateProposalsAsData() {
        proposals("42", "41", "The answer is 41. {{texts}} {{code}}")
                .on("agg", says("42", 700), says("NONE", 100))
                .run(PANEL);

        ModelCall correction = stage.client.calls.getLast();
        assertThat(correction.outputLimit().count()).isEqualTo(400);
        assertThat(correction.body().at("/messages/1/content").asText())
                .contains("[answer ", "\"42\"", "\"The answer is 41. {{texts}} {{code}}\"", "[draft 1 ")
                .doesNotContain("[draft 2 ");
    }

    @Test
    void anAnswerThatStandsIsLeftAsItIs() {
        Ending ending = proposals("42", "41", "41")
                .on("agg", says("42", 700), says("None.", 100))
                .run(PANEL);

        assertThat(ending).isInstanceOf(Ending.Answered.class);
        assertThat(stage.streamedText()).isEqualTo("42");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NONE. The answer stands.",
                "**None**, it is right.",
                "none - fine",
                "\"NONE\"\nThe answer stands."
            })
    void aReplyThatBeginsWithNoneIsNoCorrectionWhateverFollows(String reply) {
        proposals("42", "41", "41").on("agg", says("42", 700), says(reply, 100)).run(PANEL);

        assertThat(stage.streamedText()).isEqualTo("42");
    }

    @ParameterizedTest
    @ValueSource(strings = {"None of the drafts is right: it is 43.", "Nonetheless it is 41."})
    void aSentenceThatOnlyBeginsLikeItIsACorrection(String reply) {
        proposals("42", "41", "41").on("agg", says("42", 700), says(reply, 100)).run(PANEL);

        assertThat(stage.streamedText()).isEqualTo("42\n\n" + reply);
    }

    @Test
    void aCorrectionThatFailsIsToldAndTheAnswerStays() {
        Ending ending = proposals("42", "41", "41")
                .on("agg", says("42", 700), fails(100))
                .run(PANEL);

        assertThat(ending)
                .isInstanceOfSatisfying(
                        Ending.Degraded.class,
                        degraded -> assertThat(degraded.what())
                                .isEqualTo("late proposals disagree, and no correction came"));
        assertThat(stage.streamedText()).isEqualTo("42");
    }

    @Test
    void whatIsNotInWhenTheAnswerIsWrittenIsCancelledAndMissed() {
        Ending ending = stage.on("a", says("42", 400))
                .on("b", says("42", 500))
                .on("c", says("42", 20_000))
                .on("agg", says("It is 42.", 700))
                .run(PANEL);

        assertThat(ending)
                .isInstanceOfSatisfying(
                        Ending.Degraded.class,
                        degraded -> assertThat(degraded.what()).isEqualTo("2 of 3 proposals came"));
        assertThat(ending.calls().get(2).status()).isEqualTo(CallStatus.CANCELLED);
    }

    @Test
    void flawedProposalsAreNoPartOfAQuorum() {
        stage.on("a", says("", 100))
                .on("b", says("42", 500))
                .on("c", says("42", 900))
                .on("agg", says("It is 42.", 700))
                .run(PANEL);

        assertThat(took()).isEqualTo(Duration.ofMillis(1_600));
    }

    @Test
    void anAggregatorThatDiesBeforeItsFirstTokenIsReplaced() {
        Ending ending = stage.fallingBackTo("backup")
                .on("a", says("42", 1))
                .on("b", says("42", 1))
                .on("c", says("42", 2))
                .on("agg", new ScriptedClient.Fails(CallEnding.Kind.BROKEN, Duration.ofMillis(5), 1))
                .on("backup", says("It is 42.", 5))
                .run(PANEL);

        assertThat(ending)
                .isInstanceOfSatisfying(
                        Ending.Degraded.class,
                        degraded -> assertThat(degraded.what()).isEqualTo("aggregated by backup instead of agg"));
        assertThat(stage.streamedText()).isEqualTo("It is 42.");
    }

    @Test
    void anAggregatorThatDiesAfterItsFirstTokenBreaksTheAnswerOff() {
        Ending ending = proposals("42", "42", "42")
                .on("agg", new ScriptedClient.Fails(CallEnding.Kind.BROKEN, Duration.ofMillis(5), 2))
                .run(PANEL);

        assertThat(ending)
                .isInstanceOfSatisfying(
                        Ending.Failed.class,
                        failed -> assertThat(failed.started()).isTrue());
    }

    @Test
    void jsonCannotBeAddedToSoAllAreWaitedFor() {
        stage.body.putObject("response_format").put("type", "json_object");

        proposals("{\"x\":1}", "{\"x\":2}", "{\"x\":2}")
                .on("agg", says("{\"x\":2}", 700))
                .run(PANEL);

        assertThat(took()).isEqualTo(Duration.ofMillis(1_600));
    }

    @Test
    void anAnswerThatWasCutOffIsNotAddedTo() {
        Ending ending = proposals("42", "41", "41")
                .on("agg", new ScriptedClient.Says("42", "length", Duration.ofMillis(700), 20, Optional.empty()))
                .run(PANEL);

        assertThat(ending)
                .isInstanceOfSatisfying(
                        Ending.Degraded.class,
                        degraded -> assertThat(degraded.what()).isEqualTo("the aggregator's answer is cut off"));
        assertThat(ending.calls()).hasSize(4);
    }
}
