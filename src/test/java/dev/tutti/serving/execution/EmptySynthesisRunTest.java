package dev.tutti.serving.execution;

import static dev.tutti.serving.execution.ScriptedClient.fails;
import static dev.tutti.serving.execution.ScriptedClient.says;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.serving.execution.ScriptedClient.Play;
import dev.tutti.serving.execution.ScriptedClient.Says;
import dev.tutti.serving.execution.ScriptedClient.Thinks;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Aggregation;
import dev.tutti.words.plan.MixedMoa;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.SelfMoaSeq;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Aggregators that are given sound proposals and make nothing, or little, of them. */
final class EmptySynthesisRunTest {
    private static final String REFUSAL = "I'm sorry, but I can't help with that.";
    private static final Plan PAIR = new MixedMoa(Stage.models("a", "b"), 2, new Aggregation.Synthesise(Stage.AGG));
    /** Windows of 2, 1 and 1 new samples. */
    private static final Plan FOUR = new SelfMoaSeq(new ModelId("a"), 4, 2, 1, Stage.AGG);

    private final Stage stage = new Stage();

    private Stage proposing(boolean streamed) {
        Stage wanted = streamed ? stage.streamed() : stage;
        return wanted.on("a", says("42", 1)).on("b", says("42", 1));
    }

    private static Says cut(String text) {
        return new Says(text, "length", Duration.ofMillis(1), 20, Optional.empty());
    }

    private void assertDegraded(Ending ending, String text, String what) {
        assertThat(ending).isInstanceOfSatisfying(Ending.Degraded.class, degraded -> {
            assertThat(degraded.answer().text()).isEqualTo(text);
            assertThat(degraded.what()).isEqualTo(what);
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anAggregatorThatWritesNothingIsReplaced(boolean streamed) {
        Ending ending = proposing(streamed)
                .fallingBackTo("backup")
                .on("agg", cut(""))
                .on("backup", says("It is 42.", 1))
                .run(PAIR);

        assertDegraded(ending, "It is 42.", "aggregated by backup instead of agg");
        assertThat(stage.streamedText()).isEqualTo(streamed ? "It is 42." : "");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whereNoAggregatorWritesAnythingTheBestProposalIsTheAnswer(boolean streamed) {
        Ending ending = proposing(streamed)
                .fallingBackTo("backup")
                .on("agg", cut(""))
                .on("backup", says("", 1))
                .run(PAIR);

        assertDegraded(ending, "42", "the best proposal as it is: no aggregator answered");
        assertThat(stage.streamedText()).isEqualTo(streamed ? "42" : "");
    }

    @Test
    void blanksThatHaveBeenStreamedAreNotTakenBackButToldOf() {
        Ending ending = proposing(true).on("agg", says(" \n", 1)).run(PAIR);

        assertDegraded(ending, " \n", "the aggregator's answer is empty");
    }

    @Test
    void thoughtsInAStreamAreNoAnswer() {
        Ending ending = proposing(true)
                .fallingBackTo("backup")
                .on("agg", new Thinks("Six times seven ..", Duration.ofMillis(1)))
                .on("backup", fails(1))
                .run(PAIR);

        assertDegraded(ending, "42", "the best proposal as it is: no aggregator answered");
        assertThat(stage.streamedReasoning()).isEqualTo("Six times seven ..");
        assertThat(stage.streamedText()).isEqualTo("42");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anAnswerThatIsCutOffOrARefusalIsKeptAndMarked(boolean streamed) {
        Ending cut = proposing(streamed).on("agg", cut("It is 4")).run(PAIR);
        Stage second = streamed ? new Stage().streamed() : new Stage();
        Ending refusal = second.on("a", says("42", 1))
                .on("b", says("42", 1))
                .on("agg", says(REFUSAL, 1))
                .run(PAIR);

        assertDegraded(cut, "It is 4", "the aggregator's answer is cut off");
        assertDegraded(refusal, REFUSAL, "the aggregator's answer is a refusal");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", REFUSAL})
    void aFlawedSynthesisOfAWindowCostsNoSample(String synthesis) {
        Play bad = says("", 1);
        Ending ending = stage.on("a", says("42", 1), says("42", 1), bad, bad)
                .on("agg", says(synthesis, 1), says(synthesis, 1), says("It is 42.", 1))
                .run(FOUR);

        assertDegraded(ending, "It is 42.", "a window without its synthesis");
        assertThat(stage.client.calls.getLast().body().at("/messages/1/content").asText())
                .contains("42");
    }
}
