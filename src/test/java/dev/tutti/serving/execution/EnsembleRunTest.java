package dev.tutti.serving.execution;

import static dev.tutti.serving.execution.ScriptedClient.fails;
import static dev.tutti.serving.execution.ScriptedClient.says;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.memory.outcome.CallRole;
import dev.tutti.memory.outcome.CallStatus;
import dev.tutti.serving.execution.ScriptedClient.Says;
import dev.tutti.serving.provider.CallEnding;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Aggregation;
import dev.tutti.words.plan.MixedMoa;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.PlanArithmetic;
import dev.tutti.words.plan.Reliability;
import dev.tutti.words.plan.SelfMoa;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EnsembleRunTest {
    private static final List<ModelId> SIX = Stage.models("a", "b", "c", "d", "e", "f");
    private static final Aggregation BY_AGG = new Aggregation.Synthesise(Stage.AGG);
    private static final Aggregation VOTE = new Aggregation.Vote(Reliability.EQUAL);

    private final Stage stage = new Stage();

    private static Plan mixed(int layers, Aggregation aggregation) {
        return new MixedMoa(SIX, layers, aggregation);
    }

    private static Plan three(Aggregation aggregation) {
        return new MixedMoa(Stage.models("a", "b", "c"), 2, aggregation);
    }

    private Stage allSay(String text, int times) {
        for (ModelId model : SIX) {
            for (int i = 0; i < times; i++) {
                stage.on(model.value(), says(text, 500));
            }
        }
        return stage;
    }

    @Test
    void moaLiteIsSixCallsAndOne() {
        Ending ending = allSay("42", 1).on("agg", says("It is 42.", 700)).run(mixed(2, BY_AGG));

        assertThat(ending)
                .isInstanceOfSatisfying(
                        Ending.Answered.class,
                        answered -> assertThat(answered.answer().text()).isEqualTo("It is 42."));
        assertThat(ending.calls()).hasSize(7);
        assertThat(ending.calls().getLast().role()).isEqualTo(CallRole.AGGREGATOR);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 6, 16})
    void selfMoaIsItsSamplesAndOneWhoeverAggregates(int samples) {
        for (String by : List.of("agg", "a", "b")) {
            Stage fresh = new Stage();
            for (int i = 0; i < samples; i++) {
                fresh.on("a", says("42", 500));
            }
            fresh.on(by, says("It is 42.", 700));

            Ending ending =
                    fresh.run(new SelfMoa(new ModelId("a"), samples, new Aggregation.Synthesise(new ModelId(by))));

            assertThat(ending).isInstanceOf(Ending.Answered.class);
            assertThat(ending.calls()).hasSize(samples + 1);
            assertThat(ending.calls().getLast().model()).isEqualTo(new ModelId(by));
        }
    }

    @Test
    void theSingleProposerVariantIsSixCallsOfOneModelAndOne() {
        for (int i = 0; i < 6; i++) {
            stage.on("a", says("42", 500));
        }

        Ending ending = stage.on("agg", says("It is 42.", 700))
                .run(new MixedMoa(Stage.models("a", "a", "a", "a", "a", "a"), 2, BY_AGG));

        assertThat(ending.calls()).hasSize(7);
        assertThat(stage.client.calls)
                .extracting(call -> call.body().path("seed").asLong())
                .doesNotHaveDuplicates();
    }

    @Test
    void threeLayersOfSixAreThirteenCallsAndTheSecondSeesTheFirst() {
        Ending ending = allSay("42", 2).on("agg", says("It is 42.", 700)).run(mixed(3, BY_AGG));

        assertThat(ending).isInstanceOf(Ending.Answered.class);
        assertThat(ending.calls())
                .extracting(call -> call.layer())
                .containsExactly(1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 3);
        assertThat(stage.client.calls.get(5).body().path("messages")).hasSize(1);
        assertThat(stage.client.calls.get(6).body().at("/messages/1/content").asText())
                .contains("[draft 6 ")
                .contains("\"42\"");
    }

    @Test
    void samplesOfOneModelDifferInSeedAndTheWriterGetsWhatShapesTheAnswer() {
        stage.body
                .put("temperature", 0.2)
                .put("stop", "END")
                .put("max_tokens", 50)
                .putArray("tools");

        stage.on("a", says("42", 1), says("42", 1), says("41", 1))
                .on("agg", says("42", 1))
                .run(new SelfMoa(new ModelId("a"), 3, BY_AGG));

        List<ObjectNode> bodies =
                stage.client.calls.stream().map(call -> call.body()).toList();
        assertThat(bodies.subList(0, 3)).allSatisfy(body -> {
            assertThat(body.path("temperature").asDouble()).isEqualTo(0.7);
            assertThat(body.has("stop")).isFalse();
            assertThat(body.has("tools")).isTrue();
            assertThat(body.path("max_tokens").asInt()).isEqualTo(50);
        });
        assertThat(bodies.subList(0, 3))
                .extracting(body -> body.path("seed").asLong())
                .doesNotHaveDuplicates();
        assertThat(bodies.getLast().path("temperature").asDouble()).isEqualTo(0.2);
        assertThat(bodies.getLast().path("stop").asText()).isEqualTo("END");
    }

    @Test
    void aVoteCostsNoFurtherCall() {
        Ending ending = stage.on("a", says("41", 1))
                .on("b", says("42", 1))
                .on("c", says("42", 1))
                .run(three(VOTE));

        assertThat(ending)
                .isInstanceOfSatisfying(
                        Ending.Answered.class,
                        answered -> assertThat(answered.answer().text()).isEqualTo("42"));
        assertThat(ending.calls()).hasSize(3);
    }

    @Test
    void aSelectedProposalIsStreamedInPiecesWithItsFinishWithheld() {
        Ending ending = stage.streamed()
                .on("a", says("same", 1))
                .on("b", says("same", 1))
                .on("c", says("same", 1))
                .on("agg", says("2", 1))
                .run(three(new Aggregation.Select(Stage.AGG)));

        assertThat(ending).isInstanceOf(Ending.Answered.class);
        assertThat(stage.streamedText()).isEqualTo("same");
        assertThat(stage.client.calls.getLast().outputLimit().count()).isEqualTo(64);
        assertThat(stage.heartbeats).containsExactly("0/3", "1/3", "2/3", "3/3");
    }

    @Test
    void aSelectionMayWriteAsMuchAsItWasPricedAt() {
        stage.on("a", says("It is 42.", 1))
                .on("b", says("It is 41.", 1))
                .on("c", says("It is 40.", 1))
                .on("agg", says("1", 1))
                .run(three(new Aggregation.Select(Stage.AGG)));

        assertThat(stage.client.calls.getLast().outputLimit()).isEqualTo(PlanArithmetic.SELECTION_TOKENS);
    }

    @Test
    void aSelectorThatNamesNoNumberIsReplacedByAVote() {
        Ending ending = stage.on("a", says("41", 1))
                .on("b", says("42", 1))
                .on("c", says("42", 1))
                .on("agg", says("I cannot tell", 1))
                .run(three(new Aggregation.Select(Stage.AGG)));

        assertThat(ending).isInstanceOfSatisfying(Ending.Degraded.class, degraded -> {
            assertThat(degraded.answer().text()).isEqualTo("42");
            assertThat(degraded.what()).isEqualTo("vote instead of select");
        });
    }

    @Test
    void oneFailedProposerMakesTheAnswerDegradedAndNoMore() {
        Ending ending = stage.on("a", fails(1))
                .on("b", says("42", 1))
                .on("c", says("42", 1))
                .on("agg", says("42", 1))
                .run(three(BY_AGG));

        assertThat(ending)
                .isInstanceOfSatisfying(
                        Ending.Degraded.class,
                        degraded -> assertThat(degraded.what()).isEqualTo("2 of 3 proposals came"));
    }

    @Test
    void aSlowProposerPastTheShareIsCancelledAndTheRestGoOn() {
        Ending ending = stage.within(10_000)
                .on("a", says("42", 60_000))
                .on("b", says("42", 500))
                .on("c", says("42", 500))
                .on("agg", says("42", 1_900))
                .run(three(BY_AGG));

        assertThat(ending).isInstanceOf(Ending.Degraded.class);
        assertThat(ending.calls().getFirst().status()).isEqualTo(CallStatus.CANCELLED);
        assertThat(ending.calls()).hasSize(4);
    }

    @Test
    void anAggregatorThatDiesBeforeItsFirstTokenIsReplaced() {
        Ending ending = stage.streamed()
                .fallingBackTo("backup")
                .on("a", says("42", 1))
                .on("b", says("42", 1))
                .on("c", says("42", 1))
                .on("agg", new ScriptedClient.Fails(CallEnding.Kind.BROKEN, Duration.ofMillis(5), 1))
                .on("backup", says("It is 42.", 5))
                .run(three(BY_AGG));

        assertThat(ending)
                .isInstanceOfSatisfying(
                        Ending.Degraded.class,
                        degraded -> assertThat(degraded.what()).isEqualTo("aggregated by backup instead of agg"));
        assertThat(stage.streamedText()).isEqualTo("It is 42.");
    }

    @Test
    void anAggregatorThatDiesAfterItsFirstTokenBreaksTheAnswerOff() {
        Ending ending = stage.streamed()
                .fallingBackTo("backup")
                .on("a", says("42", 1))
                .on("b", says("42", 1))
                .on("c", says("42", 1))
                .on("agg", new ScriptedClient.Fails(CallEnding.Kind.BROKEN, Duration.ofMillis(5), 2))
                .run(three(BY_AGG));

        assertThat(ending)
                .isInstanceOfSatisfying(
                        Ending.Failed.class,
                        failed -> assertThat(failed.started()).isTrue());
    }

    @Test
    void withoutAnyAggregatorTheBestProposalIsTheAnswer() {
        Ending ending = stage.on("a", says("42", 1), fails(1))
                .on("b", says("41", 1))
                .on("c", says("42", 1))
                .on("agg", fails(1))
                .run(three(BY_AGG));

        assertThat(ending).isInstanceOfSatisfying(Ending.Degraded.class, degraded -> {
            assertThat(degraded.answer().text()).isEqualTo("42");
            assertThat(degraded.what()).contains("the best proposal as it is");
        });
    }

    @Test
    void anUntrustedModelNeverAggregates() {
        Ending ending = stage.fallingBackTo("backup")
                .on("a", says("42", 1))
                .on("b", says("42", 1))
                .on("c", says("42", 1))
                .on("backup", says("42", 1))
                .run(three(new Aggregation.Synthesise(new ModelId("shady"))));

        assertThat(ending.calls().getLast().model()).isEqualTo(new ModelId("backup"));
    }

    @Test
    void whereNoAggregatorAnswersTheLargestClusterWinsAndOfEqualOnesTheBetterModel() {
        stage.on("a", says("41", 1), fails(1)).on("b", says("42", 1)).on("c", says("43", 1));
        Ending lonely = stage.expecting("a", 0.5)
                .expecting("c", 0.7)
                .on("agg", fails(1))
                .run(three(BY_AGG));
        Stage shared = new Stage();
        shared.on("a", says("41", 1), fails(1)).on("b", says("42", 1)).on("c", says("42", 1));
        Ending most = shared.expecting("a", 0.9).on("agg", fails(1)).run(three(BY_AGG));

        assertThat(lonely)
                .isInstanceOfSatisfying(
                        Ending.Degraded.class,
                        degraded -> assertThat(degraded.answer().text()).isEqualTo("43"));
        assertThat(most)
                .isInstanceOfSatisfying(
                        Ending.Degraded.class,
                        degraded -> assertThat(degraded.answer().text()).isEqualTo("42"));
    }

    @Test
    void flawedProposalsAreNotShownToTheAggregator() {
        stage.on("a", says("", 1))
                .on("b", says("42", 1))
                .on("c", says("42", 1))
                .on("agg", says("42", 1))
                .run(three(BY_AGG));

        assertThat(stage.client.calls.getLast().body().at("/messages/1/content").asText())
                .contains("[draft 2 ")
                .doesNotContain("[draft 3 ");
    }

    @Test
    void toolCallsAreReturnedWholeFromOneMember() {
        stage.body.putArray("tools").addObject().putObject("function").put("name", "look");
        stage.on("a", tools("call-a")).on("b", tools("call-b")).on("c", says("42", 1));

        Ending ending = stage.streamed().run(three(BY_AGG));

        assertThat(ending)
                .isInstanceOfSatisfying(
                        Ending.Answered.class,
                        answered -> assertThat(answered.answer().callsTools()).isTrue());
        assertThat(stage.chunks.getLast().at("/choices/0/delta/tool_calls/0/id").asText())
                .isEqualTo("call-a");
        assertThat(ending.calls()).hasSize(3);
    }

    @Test
    void aTightBudgetTakesFewerProposersFirst() {
        // One proposal reserves at most (75 + 2 x 100) / 1M at its 99 % quantile, the aggregator the drafts on top.
        Ending ending = stage.capped("0.0030")
                .on("a", says("42", 1))
                .on("b", says("42", 1))
                .on("c", says("42", 1))
                .on("d", says("42", 1))
                .on("e", says("42", 1))
                .on("agg", says("42", 1))
                .run(mixed(2, BY_AGG));

        assertThat(ending)
                .isInstanceOfSatisfying(
                        Ending.Degraded.class,
                        degraded -> assertThat(degraded.what()).matches("\\d of 6 proposers, to fit the budget"));
        assertThat(ending.calls().size()).isBetween(4, 6);
    }

    private static String cut(Ending ending) {
        return ((Ending.Degraded) ending).what();
    }

    @Test
    void twoProposersLoseALayerBeforeTheirAggregator() {
        // 2 x 275 millionths, 2 x 1,100 for the layer between, 1,100 for the aggregation.
        Ending ending = stage.capped("0.003")
                .on("a", says("42", 1))
                .on("b", says("42", 1))
                .on("agg", says("42", 1))
                .run(new MixedMoa(Stage.models("a", "b"), 3, BY_AGG));

        assertThat(cut(ending)).isEqualTo("2 of 3 layers, to fit the budget");
        assertThat(ending.calls()).hasSize(2 + 1);
    }

    @Test
    void thenACheaperAggregatorWrites() {
        Ending ending = stage.capped("0.005")
                .priced("agg", "10", "20")
                .priced("backup", "1.5", "3")
                .fallingBackTo("backup")
                .on("a", says("42", 1), says("42", 1))
                .on("backup", says("42", 1))
                .run(new SelfMoa(Stage.models("a").getFirst(), 2, BY_AGG));

        assertThat(cut(ending)).contains("backup instead of").endsWith("to fit the budget");
        assertThat(ending.calls().getLast().model()).isEqualTo(new ModelId("backup"));
    }

    @Test
    void anAggregatorWithoutRoomToWriteIsNotACheapOne() {
        Ending ending = stage.capped("0.005")
                .priced("agg", "10", "20")
                .context("backup", 100)
                .fallingBackTo("backup")
                .on("shady", says("42", 1), says("42", 1))
                .run(new SelfMoa(Stage.models("shady").getFirst(), 2, BY_AGG));

        assertThat(cut(ending)).contains("vote").doesNotContain("backup");
    }

    @Test
    void anEvenTighterBudgetVotesInsteadOfSynthesising() {
        Ending ending = stage.capped("0.0007")
                .on("a", says("42", 1))
                .on("b", says("42", 1))
                .run(mixed(3, BY_AGG));

        assertThat(ending)
                .isInstanceOfSatisfying(
                        Ending.Degraded.class,
                        degraded -> assertThat(degraded.what())
                                .isEqualTo(
                                        "2 of 6 proposers, 2 of 3 layers, vote instead of synthesise by agg, to fit the budget"));
    }

    @Test
    void aTightDeadlineAnswersWithTheBestProposalInTime() {
        Ending ending = stage.within(1_500)
                .on("a", says("42", 900))
                .on("b", says("42", 900))
                .on("c", says("42", 900))
                .run(three(BY_AGG));

        assertThat(ending).isInstanceOfSatisfying(Ending.Degraded.class, degraded -> {
            assertThat(degraded.answer().text()).isEqualTo("42");
            assertThat(degraded.what())
                    .isEqualTo("1 of 3 proposals came; no time for agg to aggregate;"
                            + " the best proposal as it is: no aggregator answered");
        });
    }

    @Test
    void aVoteOfEmptyAnswersSaysThatTheyWereEmpty() {
        Ending ending = stage.on("a", says("", 1))
                .on("b", says(" ", 1))
                .on("c", fails(1))
                .run(three(VOTE));

        assertThat(ending)
                .isInstanceOfSatisfying(
                        Ending.Failed.class,
                        failed -> assertThat(failed.message())
                                .isEqualTo("a: empty answer; b: empty answer; c: upstream error (it broke)"));
    }

    @Test
    void aCancelledRunCancelsEveryProposerAtOnce() {
        stage.time.in(Duration.ofMillis(200), stage.cancel::cancel);

        Ending ending = stage.on("a", says("42", 100))
                .on("b", says("42", 60_000))
                .on("c", says("42", 60_000))
                .run(three(BY_AGG));

        assertThat(ending).isInstanceOf(Ending.Cancelled.class);
        assertThat(ending.calls())
                .extracting(call -> call.status())
                .containsExactly(CallStatus.OK, CallStatus.CANCELLED, CallStatus.CANCELLED);
        assertThat(stage.time.nanos()).isEqualTo(1_000 + Duration.ofMillis(200).toNanos());
    }

    @Test
    void proposalsThatAllComeBetweenTwoLooksAtThemAreNotWaitedFor() {
        long begun = stage.time.nanos();
        stage.time.hurry();

        Ending ending = stage.on("a", says("42", 0))
                .on("b", says("42", 0))
                .on("c", says("42", 0))
                .run(three(VOTE));

        assertThat(ending).isInstanceOf(Ending.Answered.class);
        assertThat(stage.time.nanos()).isEqualTo(begun);
    }

    @Test
    void whenAllProposersFailAFallbackAnswers() {
        Ending ending = stage.fallingBackTo("backup")
                .on("a", fails(1))
                .on("b", fails(1))
                .on("c", fails(1))
                .on("backup", says("42", 1))
                .run(three(BY_AGG));

        assertThat(ending).isInstanceOf(Ending.Degraded.class);
        assertThat(ending.calls().getLast().role()).isEqualTo(CallRole.FALLBACK);
    }

    private static Says tools(String id) {
        ObjectNode wire = JsonNodeFactory.instance.objectNode();
        ObjectNode call = wire.putArray("choices")
                .addObject()
                .putObject("message")
                .putArray("tool_calls")
                .addObject();
        call.put("id", id)
                .put("type", "function")
                .putObject("function")
                .put("name", "look")
                .put("arguments", "{}");
        return new Says("", "tool_calls", Duration.ofMillis(1), 20, Optional.of(wire));
    }

    @Test
    void aCheapProposerLeavesADearOneWhatItNeeds() {
        // At the 99 % quantile a needs 75 + 200 microdollars and b ten times as much, which is the whole cap.
        Ending ending = stage.priced("b", "10", "20")
                .capped("0.003025")
                .on("a", says("42", 500))
                .on("b", says("42", 500))
                .run(new MixedMoa(Stage.models("a", "b"), 2, VOTE));

        assertThat(ending).isInstanceOf(Ending.Answered.class);
        assertThat(ending.calls()).hasSize(2);
    }
}
