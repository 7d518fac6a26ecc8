package dev.tutti.serving.execution;

import static dev.tutti.serving.execution.ScriptedClient.fails;
import static dev.tutti.serving.execution.ScriptedClient.says;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.memory.outcome.CallStatus;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Aggregation;
import dev.tutti.words.plan.Cascade;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.Reliability;
import dev.tutti.words.plan.Step;
import dev.tutti.words.plan.StopRule;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class CascadeRunTest {
    private final Stage stage = new Stage();

    private static Plan cascade(Reliability reliability, Step... steps) {
        return new Cascade(
                List.of(steps), new StopRule.Agreement(2), reliability, Collections.nCopies(steps.length, 1.0));
    }

    private static Plan asking(String... models) {
        return cascade(
                Reliability.EQUAL,
                Stream.of(models).map(m -> new Step.Ask(new ModelId(m))).toArray(Step[]::new));
    }

    @Test
    void itStopsAsSoonAsTheRuleHasHeardEnough() {
        Ending ending = stage.streamed()
                .on("a", says("42", 1))
                .on("b", says("The answer is 42.", 1))
                .run(asking("a", "b", "c"));

        assertThat(ending).isInstanceOf(Ending.Answered.class);
        assertThat(ending.calls()).hasSize(2);
        assertThat(stage.streamedText()).isEqualTo("42");
    }

    @Test
    void itGoesOnWhileAnswersDifferAndTheWeightedPluralityWins() {
        Reliability reliability = Reliability.of(Map.of(new ModelId("c"), 3.0));

        Ending ending = stage.on("a", says("41", 1))
                .on("b", says("42", 1))
                .on("c", says("43", 1))
                .run(cascade(
                        reliability,
                        new Step.Ask(new ModelId("a")),
                        new Step.Ask(new ModelId("b")),
                        new Step.Ask(new ModelId("c"))));

        assertThat(ending)
                .isInstanceOfSatisfying(
                        Ending.Answered.class,
                        answered -> assertThat(answered.answer().text()).isEqualTo("43"));
    }

    @Test
    void theLastStepMayFuseWhatIsThere() {
        Ending ending = stage.on("a", says("41", 1))
                .on("b", says("42", 1))
                .on("agg", says("It is 42.", 1))
                .run(cascade(
                        Reliability.EQUAL,
                        new Step.Ask(new ModelId("a")),
                        new Step.Ask(new ModelId("b")),
                        new Step.Fuse(new Aggregation.Synthesise(Stage.AGG))));

        assertThat(ending)
                .isInstanceOfSatisfying(
                        Ending.Answered.class,
                        answered -> assertThat(answered.answer().text()).isEqualTo("It is 42."));
    }

    @Test
    void aFailedCallIsAVoiceWithoutAnAnswer() {
        Ending ending = stage.on("a", fails(1))
                .on("b", says("42", 1))
                .on("c", says("42", 1))
                .run(asking("a", "b", "c"));

        assertThat(ending)
                .isInstanceOfSatisfying(
                        Ending.Degraded.class,
                        degraded -> assertThat(degraded.what()).isEqualTo("no answer from a"));
    }

    @Test
    void aSilentFirstCallLeavesTimeForTheNext() {
        Ending ending = stage.within(6_000)
                .on("a", says("late", 60_000))
                .on("b", says("42", 1_000))
                .run(asking("a", "b"));

        assertThat(ending).isInstanceOf(Ending.Degraded.class);
        assertThat(ending.calls().getFirst().status()).isEqualTo(CallStatus.CANCELLED);
    }

    @Test
    void aSilentLastCallCostsTheTimeButNotTheAnswer() {
        Ending ending = stage.within(3_000)
                .on("a", says("42", 1_000))
                .on("b", says("late", 60_000))
                .run(asking("a", "b"));

        assertThat(ending)
                .isInstanceOfSatisfying(
                        Ending.Degraded.class,
                        degraded -> assertThat(degraded.answer().text()).isEqualTo("42"));
        assertThat(ending.calls().getLast().status()).isEqualTo(CallStatus.TIMEOUT);
    }

    @Test
    void aStepThatDoesNotFitTheMoneyEndsTheCascade() {
        Ending ending = stage.capped("0.0003").on("a", says("42", 1)).run(asking("a", "b", "c"));

        assertThat(ending).isInstanceOf(Ending.Degraded.class);
        assertThat(ending.calls()).hasSize(1);
    }

    @Test
    void aModelThatIsAskedAgainGetsItsOwnSeed() {
        stage.on("a", says("41", 1), says("42", 1)).run(asking("a", "a"));

        assertThat(stage.client.calls.getFirst().body().has("seed")).isFalse();
        assertThat(stage.client.calls.getLast().body().has("seed")).isTrue();
    }

    @Test
    void aCancelledCascadeAsksNobodyElse() {
        stage.time.in(Duration.ofMillis(50), stage.cancel::cancel);

        assertThat(stage.on("a", says("42", 100)).run(asking("a", "b"))).isInstanceOf(Ending.Cancelled.class);
    }

    @Test
    void whenAllFailAFallbackAnswers() {
        Ending ending = stage.fallingBackTo("backup")
                .on("a", fails(1))
                .on("b", fails(1))
                .on("backup", says("42", 1))
                .run(asking("a", "b"));

        assertThat(ending).isInstanceOf(Ending.Degraded.class);
    }
}
