package dev.tutti.serving.execution;

import static dev.tutti.serving.execution.ScriptedClient.fails;
import static dev.tutti.serving.execution.ScriptedClient.says;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.serving.provider.CallEnding;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Aggregation;
import dev.tutti.words.plan.Cascade;
import dev.tutti.words.plan.MixedMoa;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.Reliability;
import dev.tutti.words.plan.SelfMoaSeq;
import dev.tutti.words.plan.Single;
import dev.tutti.words.plan.Step;
import dev.tutti.words.plan.StopRule;
import dev.tutti.words.plan.StreamDraft;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EarlyDraftRunTest {
    private static final Aggregation BY_AGG = new Aggregation.Synthesise(Stage.AGG);

    private final Stage stage = new Stage().drafting(StreamDraft.FIRST);

    private static Plan panel(String... proposers) {
        return new MixedMoa(Stage.models(proposers), 2, BY_AGG);
    }

    @Test
    void theFirstGoodProposalIsShownAsReasoningWhileTheOthersWork() {
        stage.on("a", says("late", 900)).on("b", says("early", 100)).on("c", says("later", 1_000));
        stage.time.in(
                Duration.ofMillis(150),
                () -> assertThat(stage.streamedReasoning()).isEqualTo("early"));

        Ending ending = stage.on("agg", says("It is 42.", 700)).run(panel("a", "b", "c"));

        assertThat(ending).isInstanceOf(Ending.Answered.class);
        assertThat(stage.streamedReasoning()).isEqualTo("early");
        assertThat(stage.streamedText()).isEqualTo("It is 42.");
        assertThat(stage.chunks.getFirst().at("/choices/0/delta").size()).isEqualTo(1);
    }

    @Test
    void noReaderHoldsUpTheRunsOwnThread() {
        Ending ending = stage.on("a", says("late", 900))
                .on("b", says("early", 100))
                .run(new MixedMoa(Stage.models("a", "b"), 2, new Aggregation.Vote(Reliability.EQUAL)));

        assertThat(ending).isInstanceOf(Ending.Answered.class);
        assertThat(stage.streamedReasoning()).isEqualTo("early");
        assertThat(stage.streamedText()).isNotEmpty();
        assertThat(stage.mayHaveBlocked).isZero();
    }

    @Test
    void whoDidNotAskSeesNoDraft() {
        Stage plain = new Stage().streamed();

        plain.on("a", says("42", 1))
                .on("b", says("42", 1))
                .on("agg", says("42", 1))
                .run(panel("a", "b"));

        assertThat(plain.streamedReasoning()).isEmpty();
    }

    @Test
    void aFlawedProposalAFailedOneAndAnUntrustedOneAreNoDrafts() {
        stage.on("a", says("", 1))
                .on("b", fails(2))
                .on("shady", says("trust me", 3))
                .on("c", says("sound", 900))
                .on("agg", says("42", 1))
                .run(panel("a", "b", "shady", "c"));

        assertThat(stage.streamedReasoning()).isEqualTo("sound");
    }

    @Test
    void severalLayersAndWindowsShowOneDraft() {
        stage.on("a", says("first", 1), says("second", 1), says("third", 1))
                .on("b", says("first too", 2), says("second too", 2))
                .on("agg", says("window", 1), says("42", 1));

        stage.run(new MixedMoa(Stage.models("a", "b"), 3, BY_AGG));
        assertThat(stage.streamedReasoning()).isEqualTo("first");

        Stage windows = new Stage().drafting(StreamDraft.FIRST);
        windows.on("a", says("1", 1), says("2", 1), says("3", 1))
                .on("agg", says("window", 1), says("42", 1))
                .run(new SelfMoaSeq(new ModelId("a"), 3, 2, 1, Stage.AGG));
        assertThat(windows.streamedReasoning()).isEqualTo("1");
    }

    @Test
    void aCascadeShowsItsFirstAnswerOnlyWhereItGoesOn() {
        stage.on("a", says("41", 1))
                .on("b", says("42", 1))
                .on("c", says("42", 1))
                .run(cascade());

        assertThat(stage.streamedReasoning()).isEqualTo("41");
        assertThat(stage.streamedText()).isEqualTo("42");
    }

    @Test
    void anAnswerThatTheVerifierOfItsTaskRejectsIsNoDraft() {
        stage.checking(text -> !text.equals("41"))
                .on("a", says("41", 1))
                .on("b", says("42", 1))
                .on("c", says("42", 1))
                .run(cascade());

        assertThat(stage.streamedReasoning()).isEqualTo("42");
        assertThat(stage.streamedText()).isEqualTo("42");
    }

    private static Cascade cascade() {
        return new Cascade(
                List.of(new Step.Ask(new ModelId("a")), new Step.Ask(new ModelId("b")), new Step.Ask(new ModelId("c"))),
                new StopRule.Agreement(2),
                Reliability.EQUAL,
                List.of(1.0, 1.0, 0.5));
    }

    @Test
    void aSingleHasNoDraft() {
        stage.on("a", says("42", 1)).run(new Single(new ModelId("a")));

        assertThat(stage.streamedReasoning()).isEmpty();
        assertThat(stage.streamedText()).isEqualTo("42");
    }

    @Test
    void anAggregatorThatDiesBeforeItsFirstTokenIsStillReplacedBehindADraft() {
        Ending ending = stage.fallingBackTo("backup")
                .on("a", says("draft", 1))
                .on("b", says("draft", 1))
                .on("agg", new ScriptedClient.Fails(CallEnding.Kind.BROKEN, Duration.ofMillis(5), 1))
                .on("backup", says("It is 42.", 5))
                .run(panel("a", "b"));

        assertThat(ending).isInstanceOf(Ending.Degraded.class);
        assertThat(stage.streamedText()).isEqualTo("It is 42.");
    }

    @Test
    void theFirstHeartbeatComesAtOnce() {
        long begun = stage.time.nanos();

        stage.on("a", says("42", 5_000))
                .on("b", says("42", 5_000))
                .on("agg", says("42", 1))
                .run(panel("a", "b"));

        assertThat(stage.heartbeatTimes.getFirst()).isEqualTo(begun);
        assertThat(stage.heartbeats.getFirst()).isEqualTo("0/2");
    }

    @Test
    void aDraftIsCutBetweenCodePointsAndWhole() {
        String emoji = "\uD83D\uDE00".repeat(300);

        List<ObjectNode> chunks = Chunks.reasoning("x" + emoji);

        StringBuilder text = new StringBuilder();
        chunks.forEach(chunk ->
                text.append(chunk.at("/choices/0/delta/reasoning_content").asText()));
        assertThat(text.toString()).isEqualTo("x" + emoji);
        assertThat(chunks)
                .allMatch(chunk -> !Character.isLowSurrogate(
                        chunk.at("/choices/0/delta/reasoning_content").asText().charAt(0)));
    }
}
