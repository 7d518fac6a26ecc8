package dev.tutti.serving.execution;

import static dev.tutti.serving.execution.ScriptedClient.fails;
import static dev.tutti.serving.execution.ScriptedClient.says;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.memory.outcome.CallRole;
import dev.tutti.memory.outcome.CallStatus;
import dev.tutti.sense.evidence.Warrant;
import dev.tutti.serving.provider.CallEnding;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.Aggregation;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.Reliability;
import dev.tutti.words.plan.SelfMoa;
import dev.tutti.words.plan.Single;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SingleRunTest {
    private static final Plan A = new Single(Stage.models("a").getFirst());

    private final Stage stage = new Stage();

    @Test
    void oneCallWithTheCallersOwnParametersUntouched() {
        stage.body.put("temperature", 1.3).put("stop", "END").put("unheard_of", true);

        Ending ending = stage.on("a", says("42", 300)).run(A);

        assertThat(ending).isInstanceOfSatisfying(Ending.Answered.class, answered -> {
            assertThat(answered.answer().text()).isEqualTo("42");
            assertThat(answered.cost()).isEqualTo(Usd.of("0.00009"));
        });
        assertThat(stage.client.calls.getFirst().body()).isEqualTo(stage.body).isNotSameAs(stage.body);
    }

    @Test
    void aPromptIsAsLongAsWhoeverChoseThePlanTookItFor() {
        Ending ending = stage.estimating(200_000).run(A);

        assertThat(ending)
                .isInstanceOfSatisfying(
                        Ending.Failed.class, failed -> assertThat(failed.kind()).isEqualTo(FailureKind.CONTEXT));
    }

    @Test
    void theLogHasTheMeanLogProbabilityThatTheCallerAskedForAndWhatTheVerifierSays() {
        ObjectNode wire = JsonNodeFactory.instance.objectNode();
        ArrayNode tokens =
                wire.putArray("choices").addObject().putObject("logprobs").putArray("content");
        tokens.addObject().put("logprob", -0.5);
        tokens.addObject().put("logprob", -0.25);
        tokens.addObject().putNull("logprob");

        Ending ending = stage.checking(text -> text.equals("42"))
                .on("a", new ScriptedClient.Says("42", "stop", Duration.ofMillis(1), 2, Optional.of(wire)))
                .run(A);

        assertThat(ending.calls().getFirst().warrant()).hasValue(new Warrant(Optional.of(-0.375), Optional.of(true)));
        assertThat(ending.said().orElseThrow().wire().orElseThrow().at("/choices/0/logprobs/content"))
                .hasSize(3);
    }

    @Test
    void chunksPassAsTheyComeWithoutUsageAndTheFinishIsWithheld() {
        Ending ending = stage.streamed().on("a", says("It is 42.", 300)).run(A);

        assertThat(stage.streamedText()).isEqualTo("It is 42.");
        assertThat(stage.chunks).noneMatch(chunk -> chunk.at("/choices/0").hasNonNull("finish_reason"));
        assertThat(stage.chunks).noneMatch(chunk -> chunk.has("usage"));
        assertThat(stage.chunks.getFirst().at("/choices/0/delta/role").asText()).isEqualTo("assistant");
        assertThat(ending)
                .isInstanceOfSatisfying(
                        Ending.Answered.class,
                        answered -> assertThat(answered.closing())
                                .singleElement()
                                .satisfies(last -> {
                                    assertThat(last.at("/choices/0/finish_reason")
                                                    .asText())
                                            .isEqualTo("stop");
                                    assertThat(last.at("/choices/0/delta")).isEmpty();
                                }));
    }

    @Test
    void aFailedCallIsFollowedByTheFallbackAndTheAnswerSaysSo() {
        Ending ending = stage.fallingBackTo("backup")
                .on("a", fails(100))
                .on("backup", says("42", 300))
                .run(A);

        assertThat(ending)
                .isInstanceOfSatisfying(
                        Ending.Degraded.class,
                        degraded ->
                                assertThat(degraded.what()).isEqualTo("answered by backup alone instead of single(a)"));
        assertThat(ending.calls())
                .extracting(call -> call.role())
                .containsExactly(CallRole.PROPOSER, CallRole.FALLBACK);
        assertThat(ending.calls().getFirst().status()).isEqualTo(CallStatus.UPSTREAM_ERROR);
    }

    @Test
    void aStreamThatDiesBeforeItsFirstTokenIsRescued() {
        Ending ending = stage.streamed()
                .fallingBackTo("backup")
                .on("a", new ScriptedClient.Fails(CallEnding.Kind.BROKEN, Duration.ofMillis(100), 1))
                .on("backup", says("42", 300))
                .run(A);

        assertThat(ending).isInstanceOf(Ending.Degraded.class);
        assertThat(stage.streamedText()).isEqualTo("42");
    }

    @Test
    void aStreamThatDiesAfterItsFirstTokenIsBrokenOffAndNeverContinuedByAnother() {
        Ending ending = stage.streamed()
                .fallingBackTo("backup")
                .on("a", new ScriptedClient.Fails(CallEnding.Kind.BROKEN, Duration.ofMillis(100), 2))
                .run(A);

        assertThat(ending).isInstanceOfSatisfying(Ending.Failed.class, failed -> {
            assertThat(failed.started()).isTrue();
            assertThat(failed.kind()).isEqualTo(FailureKind.UPSTREAM);
        });
    }

    @Test
    void aSilentModelLeavesTimeForTheFallback() {
        Ending ending = stage.within(10_000)
                .fallingBackTo("backup")
                .on("a", says("late", 60_000))
                .on("backup", says("42", 1_500))
                .run(A);

        assertThat(ending).isInstanceOf(Ending.Degraded.class);
        assertThat(stage.client.cancelled).isEqualTo(1);
        assertThat(ending.calls().getFirst().cost())
                .as("unknown usage costs the reservation")
                .isGreaterThan(Usd.ZERO);
    }

    @Test
    void whenEverythingFailsTheMessageNamesEachModelAndItsEnding() {
        Ending ending = stage.fallingBackTo("backup")
                .on("a", fails(1))
                .on("backup", fails(1))
                .run(A);

        assertThat(ending).isInstanceOfSatisfying(Ending.Failed.class, failed -> {
            assertThat(failed.kind()).isEqualTo(FailureKind.UPSTREAM);
            assertThat(failed.started()).isFalse();
            assertThat(failed.message()).isEqualTo("a: upstream error (it broke); backup: upstream error (it broke)");
        });
    }

    @Test
    void aPassedDeadlineIsItsOwnFailure() {
        Ending ending = stage.within(500).on("a", says("late", 60_000)).run(A);

        assertThat(ending)
                .isInstanceOfSatisfying(
                        Ending.Failed.class, failed -> assertThat(failed.kind()).isEqualTo(FailureKind.DEADLINE));
        assertThat(ending.calls()).extracting(call -> call.status()).containsExactly(CallStatus.TIMEOUT);
    }

    @Test
    void aCapThatPaysForNoCallIsABudgetFailureAndNothingIsAsked() {
        Ending ending = stage.capped("0.00005").fallingBackTo("backup").run(A);

        assertThat(ending)
                .isInstanceOfSatisfying(
                        Ending.Failed.class, failed -> assertThat(failed.kind()).isEqualTo(FailureKind.BUDGET));
        assertThat(stage.client.calls).isEmpty();
    }

    @Test
    void aCapThatPaysForTheMeanAnswerAloneLimitsTheAnswerAndSaysSo() {
        // Prompt 75 tokens with its safety factor, then 30 of output: above the mean of 20, below the p99 of 100.
        Ending ending = stage.capped("0.000135").on("a", says("42", 300)).run(A);

        assertThat(stage.client.calls.getFirst().outputLimit().count()).isEqualTo(30);
        assertThat(ending)
                .isInstanceOfSatisfying(
                        Ending.Degraded.class,
                        degraded -> assertThat(degraded.what()).contains("limited to 30 tokens by the budget"));
    }

    @Test
    void aPromptThatTheForecastFindsRoomForHasAllTheRoomThatIsLeft() {
        // The forecast's 50 tokens hold the family's factor already: times 1.5 only 15 tokens were left.
        stage.context("a", 90).on("a", says("42", 300)).run(A);

        assertThat(stage.client.calls.getFirst().outputLimit().count()).isEqualTo(40);
    }

    @Test
    void aPromptThatFillsNearlyAllOfTheWindowIsNoMatterOfTheBudget() {
        Ending ending = stage.context("a", 60).on("a", says("42", 300)).run(A);

        assertThat(ending).isInstanceOf(Ending.Answered.class);
        assertThat(stage.client.calls.getFirst().outputLimit().count()).isEqualTo(10);
    }

    @Test
    void aPromptBeyondEveryContextWindowIsAFailureOfItsOwn() {
        Ending ending = stage.context("a", 50)
                .context("backup", 40)
                .fallingBackTo("backup")
                .run(A);

        assertThat(ending).isInstanceOfSatisfying(Ending.Failed.class, failed -> {
            assertThat(failed.kind()).isEqualTo(FailureKind.CONTEXT);
            assertThat(failed.message())
                    .isEqualTo("messages leave no room for an answer in the context window of any of a, backup:"
                            + " shorten messages");
        });
        assertThat(stage.client.calls).isEmpty();
    }

    @Test
    void whatBreaksInHereIsAFailureWithTheCallsThatWerePaidFor() {
        stage.broken = true;

        Ending ending = stage.fallingBackTo("backup")
                .on("a", says("42", 300), says("42", 300))
                .run(new SelfMoa(Stage.models("a").getFirst(), 2, new Aggregation.Vote(Reliability.EQUAL)));

        assertThat(ending).isInstanceOfSatisfying(Ending.Failed.class, failed -> {
            assertThat(failed.kind()).isEqualTo(FailureKind.BROKEN);
            assertThat(failed.message()).doesNotContain("secret");
            assertThat(failed.started()).isFalse();
        });
        assertThat(ending.calls()).hasSize(2);
        assertThat(ending.cost()).isGreaterThan(Usd.ZERO);
    }

    @Test
    void aRepeatedAttemptOfUnknownUsageIsChargedAllThatWasReservedForIt() {
        Ending ending =
                stage.on("a", new ScriptedClient.Repeats(says("42", 300))).run(A);

        assertThat(ending).isInstanceOf(Ending.Answered.class);
        // 75 tokens of prompt and 1,000 of answer were reserved for the lost one; the other used 50 and 20.
        assertThat(ending.cost()).isEqualTo(Usd.of("0.002075").plus(Usd.of("0.00009")));
        assertThat(stage.overspent).isEqualTo(Usd.ZERO);
    }

    @Test
    void whatTheBudgetPaysForOnlyOnceIsNotRepeated() {
        Ending ending = stage.capped("0.003")
                .on("a", new ScriptedClient.Repeats(says("42", 300)))
                .run(A);

        assertThat(ending).isInstanceOf(Ending.Failed.class);
        assertThat(ending.cost()).isEqualTo(Usd.of("0.002075"));
    }

    @Test
    void noRepetitionTakesTheMoneyOfTheAggregation() {
        Ending ending = stage.capped("0.0018")
                .on("a", new ScriptedClient.Repeats(says("42", 300)), says("42", 300))
                .on("agg", says("42", 300))
                .run(new SelfMoa(Stage.models("a").getFirst(), 2, new Aggregation.Synthesise(Stage.AGG)));

        assertThat(ending.calls()).hasSize(3);
        assertThat(ending.calls().getFirst().status()).isEqualTo(CallStatus.UPSTREAM_ERROR);
        assertThat(ending.calls().getLast().role()).isEqualTo(CallRole.AGGREGATOR);
    }

    @Test
    void whatAProviderChargesBeyondItsLimitIsSettledInFullAndCounted() {
        stage.capped("0.0003");

        Ending ending = stage.on("a", new ScriptedClient.Says("42", "stop", Duration.ofMillis(9), 20, Optional.empty()))
                .overcharging(5_000)
                .run(A);

        assertThat(ending.cost()).isEqualTo(Usd.of("0.00509"));
        assertThat(stage.overspent).isEqualTo(Usd.of("0.004791"));
    }

    @Test
    void onlyWhoeverWroteMoreThanItWasAllowedHasBrokenItsWord() {
        ScriptedClient.Says long5000 =
                new ScriptedClient.Says("42", "stop", Duration.ofMillis(1), 5_000, Optional.empty());

        stage.client.obeys = false;
        stage.on("a", long5000).run(A);
        Stage prompt = new Stage().capped("0.0003").overcharging(5_000);
        prompt.on("a", says("42", 1)).run(A);

        assertThat(stage.wroteMoreThanAllowed).containsExactly(new ModelId("a"));
        assertThat(prompt.overspent).isGreaterThan(Usd.ZERO);
        assertThat(prompt.wroteMoreThanAllowed).isEmpty();
    }

    @Test
    void aCancelledRunCancelsItsCallAtOnce() {
        stage.time.in(Duration.ofMillis(200), stage.cancel::cancel);

        Ending ending = stage.on("a", says("42", 60_000)).run(A);

        assertThat(ending).isInstanceOf(Ending.Cancelled.class);
        assertThat(stage.time.nanos()).isEqualTo(1_000 + Duration.ofMillis(200).toNanos());
        assertThat(ending.calls()).extracting(call -> call.status()).containsExactly(CallStatus.CANCELLED);
    }

    @Test
    void aRunThatWasCancelledBeforeItBeganAsksNobody() {
        stage.cancel.cancel();

        Ending ending = stage.fallingBackTo("backup").run(A);

        assertThat(ending).isInstanceOf(Ending.Cancelled.class);
        assertThat(stage.client.calls).isEmpty();
    }
}
