package dev.tutti.serving.execution;

import static dev.tutti.serving.execution.ScriptedClient.fails;
import static dev.tutti.serving.execution.ScriptedClient.says;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.memory.outcome.CallRecord;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Adaptive;
import dev.tutti.words.plan.Aggregation;
import dev.tutti.words.plan.MixedMoa;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.Reliability;
import dev.tutti.words.plan.SelfMoa;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two to eight samples, until 95 % sure. */
final class AdaptiveRunTest {
    private static final Aggregation VOTE = new Aggregation.Vote(Reliability.EQUAL);
    private static final Aggregation BY_AGG = new Aggregation.Synthesise(Stage.AGG);
    private static final Optional<Adaptive> USUAL = Optional.of(new Adaptive(Adaptive.LEAST, Adaptive.CONFIDENCE));

    private final Stage stage = new Stage();

    private static Plan self(Aggregation aggregation) {
        return new SelfMoa(new ModelId("a"), Adaptive.MOST, aggregation, USUAL);
    }

    private Stage samples(String... texts) {
        for (String text : texts) {
            stage.on("a", says(text, 500));
        }
        return stage;
    }

    @Test
    void theLeastIsAskedAtOnceAndEnoughWhenAllAgree() {
        Ending ending = samples("42", "42").run(self(VOTE));

        assertThat(ending)
                .isInstanceOfSatisfying(
                        Ending.Answered.class,
                        answered -> assertThat(answered.answer().text()).isEqualTo("42"));
        assertThat(ending.calls()).hasSize(Adaptive.LEAST);
        assertThat(stage.time.nanos()).isEqualTo(1_000 + Duration.ofMillis(500).toNanos());
    }

    @Test
    void theMostIsAskedWhenNoneAgree() {
        Ending ending = samples(IntStream.range(0, Adaptive.MOST)
                        .mapToObj(Integer::toString)
                        .toArray(String[]::new))
                .run(self(VOTE));

        assertThat(ending)
                .isInstanceOfSatisfying(
                        Ending.Answered.class,
                        answered -> assertThat(answered.answer().text()).isEqualTo("0"));
        assertThat(ending.calls()).hasSize(Adaptive.MOST);
    }

    @Test
    void disagreementIsFollowedByRoundsUntilOneAnswerIsFarEnoughAhead() {
        // 1 : 1, two more in any case; 3 : 1 with four left is 94 % sure, so one more; 4 : 1 is enough.
        Ending ending = samples("41", "42", "42", "42", "42").run(self(VOTE));

        assertThat(ending.calls()).extracting(CallRecord::layer).containsExactly(1, 1, 2, 2, 3);
        assertThat(ending)
                .isInstanceOfSatisfying(
                        Ending.Answered.class,
                        answered -> assertThat(answered.answer().text()).isEqualTo("42"));
    }

    @Test
    void anAggregatorEndsItAfterTheLastRound() {
        stage.on("agg", says("It is 42.", 700));

        Ending ending = samples("41", "42", "42", "42", "42").run(self(BY_AGG));

        assertThat(ending.calls()).extracting(CallRecord::layer).containsExactly(1, 1, 2, 2, 3, 4);
        assertThat(stage.client.calls.getLast().body().at("/messages/1/content").asText())
                .contains("\"42\"");
    }

    @Test
    void noTwoSamplesOfAnyRoundHaveTheSameSeed() {
        samples("41", "42", "42", "42", "42").run(self(VOTE));

        assertThat(stage.client.calls)
                .extracting(call -> call.body().path("seed").asLong())
                .doesNotHaveDuplicates();
    }

    @Test
    void aPanelIsAskedInItsOrder() {
        Plan panel = new MixedMoa(Stage.models("a", "b", "c", "a"), 2, VOTE, USUAL);

        Ending ending = stage.on("a", says("41", 1))
                .on("b", says("42", 1))
                .on("c", says("42", 1))
                .on("a", says("42", 1))
                .run(panel);

        assertThat(ending.calls())
                .extracting(CallRecord::model)
                .containsExactlyElementsOf(Stage.models("a", "b", "c", "a"));
    }

    @Test
    void aFailedSampleIsMadeUpForByAnother() {
        // 1 : 0 with six left: two more that agree may be enough, one more is not.
        Ending ending = stage.on("a", fails(1), says("42", 1), says("42", 1), says("42", 1))
                .run(self(VOTE));

        assertThat(ending)
                .isInstanceOfSatisfying(
                        Ending.Degraded.class,
                        degraded -> assertThat(degraded.what()).isEqualTo("1 of 2 proposals came"));
        assertThat(ending.calls()).hasSize(4);
    }

    @Test
    void whenEverySampleFailsAFallbackAnswers() {
        Ending ending = stage.fallingBackTo("backup")
                .on("a", Collections.nCopies(Adaptive.MOST, fails(1)).toArray(ScriptedClient.Play[]::new))
                .on("backup", says("42", 1))
                .run(self(VOTE));

        assertThat(ending).isInstanceOf(Ending.Degraded.class);
        assertThat(ending.calls()).hasSize(Adaptive.MOST + 1);
    }

    @Test
    void aDeadlineWithRoomForOneRoundAsksForAllAtOnce() {
        Ending ending = stage.within(3_900)
                .on("a", Collections.nCopies(Adaptive.MOST, says("42", 1_500)).toArray(ScriptedClient.Play[]::new))
                .run(self(VOTE));

        assertThat(ending).isInstanceOf(Ending.Answered.class);
        assertThat(ending.calls())
                .hasSize(Adaptive.MOST)
                .extracting(CallRecord::layer)
                .containsOnly(1);
    }

    @Test
    void aTightBudgetLowersTheMostAndSaysSo() {
        Ending ending = stage.capped("0.0009")
                .on("a", says("1", 1), says("2", 1), says("3", 1))
                .run(self(VOTE));

        assertThat(ending)
                .isInstanceOfSatisfying(
                        Ending.Degraded.class,
                        degraded -> assertThat(degraded.what()).isEqualTo("3 of 8 proposers, to fit the budget"));
        assertThat(ending.calls()).hasSize(3);
    }

    @Test
    void withoutTimeForAnotherRoundWhatIsThereIsTheAnswer() {
        Ending ending = stage.within(6_000)
                .on("a", Collections.nCopies(8, says("unlike", 5_500)).toArray(ScriptedClient.Play[]::new))
                .run(new SelfMoa(new ModelId("a"), 8, VOTE, Optional.of(new Adaptive(2, 1))));

        assertThat(ending).isInstanceOfSatisfying(Ending.Degraded.class, degraded -> {
            assertThat(degraded.answer().text()).isEqualTo("unlike");
            assertThat(degraded.what()).endsWith("3 of at most 8 samples: no time for more");
        });
    }

    @Test
    void aCallerWhoLeavesEndsIt() {
        stage.time.in(Duration.ofMillis(600), stage.cancel::cancel);

        Ending ending = samples("41", "42", "43", "44").run(self(VOTE));

        assertThat(ending).isInstanceOf(Ending.Cancelled.class);
        assertThat(List.of(stage.client.calls.size(), stage.client.cancelled)).containsExactly(4, 2);
    }
}
