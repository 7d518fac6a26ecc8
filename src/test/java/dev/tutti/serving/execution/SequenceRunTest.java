package dev.tutti.serving.execution;

import static dev.tutti.serving.execution.ScriptedClient.fails;
import static dev.tutti.serving.execution.ScriptedClient.says;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.serving.execution.ScriptedClient.Play;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.SelfMoaSeq;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.Test;

final class SequenceRunTest {
    /** Windows of 4, 2 and 2 new samples: three syntheses. */
    private static final SelfMoaSeq EIGHT = new SelfMoaSeq(new ModelId("a"), 8, 4, 2, Stage.AGG);

    private final Stage stage = new Stage();

    private static Play[] times(int n, Play play) {
        return Collections.nCopies(n, play).toArray(Play[]::new);
    }

    @Test
    void everyWindowIsSynthesisedWithTheBestBeforeAndOnlyTheLastIsStreamed() {
        Ending ending = stage.streamed()
                .on("a", times(8, says("42", 100)))
                .on("agg", says("first 42", 100), says("second 42", 100), says("It is 42.", 100))
                .run(EIGHT);

        assertThat(ending).isInstanceOf(Ending.Answered.class);
        assertThat(ending.calls()).hasSize(8 + EIGHT.rounds());
        assertThat(stage.streamedText()).isEqualTo("It is 42.");
        assertThat(stage.client.calls.getLast().body().at("/messages/1/content").asText())
                .contains("second 42");
    }

    @Test
    void aThousandSamplesAreAThousandCallsAndASynthesisForEachThree() {
        SelfMoaSeq thousand = new SelfMoaSeq(EIGHT.model(), 1_000, 6, 3, EIGHT.aggregator());

        Ending ending = stage.within(3_600_000)
                .capped("1000")
                .on("a", times(1_000, says("42", 1)))
                .on("agg", times(333, says("It is 42.", 1)))
                .run(thousand);

        assertThat(ending).isInstanceOf(Ending.Answered.class);
        assertThat(ending.calls()).hasSize(1_000 + 333);
    }

    @Test
    void aWindowWhoseSynthesisFailsKeepsItsBestSample() {
        Ending ending = stage.on("a", times(8, says("42", 100)))
                .on("agg", fails(1), says("42", 100), says("42", 100))
                .run(EIGHT);

        assertThat(ending)
                .isInstanceOfSatisfying(
                        Ending.Degraded.class,
                        degraded -> assertThat(degraded.what()).isEqualTo("a window without its synthesis"));
    }

    @Test
    void aWindowThatTheAggregatorsContextCannotHoldIsMadeSmaller() {
        // 50 tokens of conversation, 300 + 130 a proposal half as much again, 100 to write: room for three.
        Ending ending = stage.context("agg", 1_225)
                .on("a", times(8, says("42", 100)))
                .on("agg", times(6, says("42", 100)))
                .run(EIGHT);

        assertThat(ending)
                .isInstanceOfSatisfying(
                        Ending.Degraded.class,
                        degraded -> assertThat(degraded.what())
                                .isEqualTo("windows of 3 instead of 4: the context of agg has no room for more"));
        assertThat(ending.calls()).hasSize(8 + 6);
        assertThat(stage.client.calls.getLast().body().at("/messages/1/content").asText())
                .contains("[draft 3 ")
                .doesNotContain("[draft 4 ");
    }

    @Test
    void aTightDeadlineEndsWithFewerWindows() {
        Ending ending = stage.within(5_000)
                .on("a", times(8, says("42", 900)))
                .on("agg", says("42", 1_500), says("42", 900))
                .run(EIGHT);

        assertThat(ending)
                .isInstanceOfSatisfying(
                        Ending.Degraded.class,
                        degraded -> assertThat(degraded.what()).isEqualTo("6 of 8 samples"));
    }

    @Test
    void aTightBudgetEndsWithFewerSamples() {
        Ending ending = stage.capped("0.0035")
                .on("a", times(8, says("42", 100)))
                .on("agg", says("42", 100), says("42", 100))
                .run(EIGHT);

        assertThat(ending).isInstanceOf(Ending.Degraded.class);
    }

    @Test
    void aCancelledRunCancelsItsWindow() {
        stage.time.in(Duration.ofMillis(50), stage.cancel::cancel);

        Ending ending = stage.on("a", times(4, says("42", 100))).run(EIGHT);

        assertThat(ending).isInstanceOf(Ending.Cancelled.class);
        assertThat(stage.client.cancelled).isEqualTo(4);
    }

    @Test
    void whenEverySampleFailsAFallbackAnswers() {
        Plan plan = new SelfMoaSeq(new ModelId("a"), 2, 2, 1, Stage.AGG);

        Ending ending = stage.fallingBackTo("backup")
                .on("a", fails(1), fails(1))
                .on("backup", says("42", 1))
                .run(plan);

        assertThat(ending).isInstanceOf(Ending.Degraded.class);
    }
}
