package dev.tutti.serving.execution;

import static dev.tutti.serving.execution.ScriptedClient.fails;
import static dev.tutti.serving.execution.ScriptedClient.says;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.memory.outcome.CallRecord;
import dev.tutti.memory.outcome.CallStatus;
import dev.tutti.sense.evidence.Evidence;
import dev.tutti.sense.evidence.Onward;
import dev.tutti.words.chat.Ability;
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
import java.util.Optional;
import java.util.stream.DoubleStream;
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

    /** The log must tell where the rule went on, and by how much; see {@link Onward}. */
    @Test
    void eachCallTellsWhatTheRuleMadeOfItsAnswer() {
        Ending agreed = stage.on("a", says("42", 1))
                .on("b", says("The answer is 42.", 1))
                .run(asking("a", "b", "c"));

        assertThat(agreed.calls())
                .extracting(CallRecord::onward)
                .containsExactly(
                        Optional.of(new Onward(1, Optional.empty())), Optional.of(new Onward(0, Optional.empty())));
    }

    @Test
    void aLearnedRuleTellsTheGainForWhichItStopped() {
        StopRule.Branch costly = new StopRule.Branch(
                List.of(0), 1, new StopRule.Linear(-0.25, Collections.nCopies(Evidence.NUMBERS, 0.0)));

        Ending ending = stage.on("a", says("42", 1))
                .run(new Cascade(
                        List.of(new Step.Ask(new ModelId("a")), new Step.Ask(new ModelId("b"))),
                        new StopRule.NextCall(Evidence.VERSION, "rule", 1, List.of(costly)),
                        Reliability.EQUAL,
                        List.of(1.0, 0.5)));

        assertThat(ending.calls())
                .extracting(CallRecord::onward)
                .containsExactly(Optional.of(new Onward(0, Optional.of(-0.25))));
    }

    /** Money ended it: the rule had no say about going on from there. */
    @Test
    void aStepThatMoneyForbidsLeavesWhatTheRuleWanted() {
        Ending ending = stage.capped("0.0003").on("a", says("42", 1)).run(asking("a", "b", "c"));

        assertThat(ending.calls().getFirst().onward()).hasValue(new Onward(1, Optional.empty()));
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
    void itDoesNotStopOnAnswersThatTheVerifierOfTheirTaskRejects() {
        Ending ending = stage.checking(text -> !text.equals("41"))
                .on("a", says("41", 1))
                .on("b", says("41", 1))
                .on("c", says("42", 1))
                .run(asking("a", "b", "c"));

        assertThat(ending)
                .isInstanceOfSatisfying(
                        Ending.Answered.class,
                        answered -> assertThat(answered.answer().text()).isEqualTo("42"));
        assertThat(ending.calls())
                .extracting(call -> call.warrant().orElseThrow().verified())
                .containsExactly(Optional.of(false), Optional.of(false), Optional.of(true));
    }

    @Test
    void anAcceptedAnswerIsEnoughWhereTheRuleSaysSoAlone() {
        Stage other = new Stage()
                .checking(text -> text.equals("42"))
                .on("a", says("42", 1))
                .on("b", says("42", 1));

        Ending alone = stage.checking(text -> text.equals("42"))
                .on("a", says("41", 1))
                .on("b", says("42", 1))
                .run(alone(new StopRule.Alone(true, Optional.empty()), "a", "b", "c"));

        assertThat(alone)
                .isInstanceOfSatisfying(
                        Ending.Answered.class,
                        answered -> assertThat(answered.answer().text()).isEqualTo("42"));
        assertThat(alone.calls()).hasSize(2);
        assertThat(other.run(asking("a", "b", "c")).calls()).hasSize(2);
    }

    private static Plan alone(StopRule.Alone alone, String... models) {
        return new Cascade(
                Stage.models(models).stream().<Step>map(Step.Ask::new).toList(),
                new StopRule.Agreement(2, Optional.of(alone)),
                Reliability.EQUAL,
                Collections.nCopies(models.length, 1.0));
    }

    @Test
    void rejectedAnswersAreNotShownToWhoeverFusesTheOthers() {
        stage.checking(text -> !text.equals("41"))
                .on("a", says("41", 1))
                .on("b", says("42", 1))
                .on("agg", says("It is 42.", 1))
                .run(cascade(
                        Reliability.EQUAL,
                        new Step.Ask(new ModelId("a")),
                        new Step.Ask(new ModelId("b")),
                        new Step.Fuse(new Aggregation.Synthesise(Stage.AGG))));

        assertThat(stage.client.calls.getLast().body().at("/messages/1/content").asText())
                .contains("\"42\"")
                .doesNotContain("\"41\"");
    }

    @Test
    void anAnswerOfLikelyTokensIsEnoughWhereTheRuleSaysSo() {
        Ending ending = stage.able(Ability.LOGPROBS)
                .on("a", likely("41", -2, -1))
                .on("b", likely("42", -0.1, 0))
                .on("c", likely("42", -0.1, -0.05))
                .run(alone(new StopRule.Alone(false, Optional.of(-0.2)), "a", "b", "c", "d"));

        // The first leads while nobody agrees with the second.
        assertThat(ending.calls()).hasSize(3);
        assertThat(ending.calls())
                .extracting(call -> call.warrant().orElseThrow().logprob())
                .containsExactly(Optional.of(-1.5), Optional.of(-0.05), Optional.of(-0.075));
        assertThat(stage.client.calls)
                .allMatch(call -> call.body().path("logprobs").asBoolean());
    }

    @Test
    void theFirstOfLikelyTokensEndsItAndItsCallerWhoAskedForNoneGetsNoLogProbabilities() {
        Ending ending = stage.able(Ability.LOGPROBS)
                .on("a", likely("42", -0.1, 0))
                .run(alone(new StopRule.Alone(false, Optional.of(-0.2)), "a", "b"));

        assertThat(ending)
                .isInstanceOfSatisfying(
                        Ending.Answered.class,
                        answered -> assertThat(
                                        answered.answer().wire().orElseThrow().at("/choices/0/logprobs"))
                                .isEmpty());
    }

    @Test
    void logProbabilitiesAreAskedForByThePlanAloneAndOnlyOfModelsThatGiveThem() {
        Plan weighing = alone(new StopRule.Alone(false, Optional.of(-0.2)), "a", "b");
        Stage able = new Stage().able(Ability.LOGPROBS).on("a", says("42", 1)).on("b", says("42", 1));

        stage.on("a", says("42", 1)).on("b", says("42", 1)).run(weighing);
        able.run(asking("a", "b"));

        assertThat(stage.client.calls).noneMatch(call -> call.body().has("logprobs"));
        assertThat(able.client.calls).noneMatch(call -> call.body().has("logprobs"));
    }

    private static ScriptedClient.Says likely(String text, double... logprobs) {
        ObjectNode wire = JsonNodeFactory.instance.objectNode();
        ArrayNode tokens =
                wire.putArray("choices").addObject().putObject("logprobs").putArray("content");
        DoubleStream.of(logprobs)
                .forEach(logprob -> tokens.addObject().put("token", "4").put("logprob", logprob));
        return new ScriptedClient.Says(text, "stop", Duration.ofMillis(1), 20, Optional.of(wire));
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
