package dev.tutti.sense.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Cascade;
import dev.tutti.words.plan.Hearing;
import dev.tutti.words.plan.Reliability;
import dev.tutti.words.plan.Step;
import dev.tutti.words.plan.StopRule;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ListeningTest {
    private static final ModelId A = new ModelId("a");
    private static final ModelId B = new ModelId("b");

    @Test
    void aHearingOfTheStepsAskedWeighsTheirAnswersInWhateverOrderTheyCame() {
        Hearing both = new Hearing(List.of(0, 1), 0.5, List.of(loud(1), loud(-2)));

        Evidence evidence = Listening.hear(cascade(List.of(both)), List.of(answer(1, B, 2), answer(0, A, 1)));

        assertThat(evidence.leader()).isEqualTo(1);
        double all = Math.exp(0.5) + Math.exp(1) + Math.exp(-2);
        assertThat(evidence.numbers()[0]).isCloseTo(Math.exp(1) / all, within(1e-12));
        assertThat(evidence.numbers()[2]).isCloseTo(Math.exp(-2) / all, within(1e-12));
    }

    @Test
    void withoutAHearingOfExactlyThoseStepsTheReliabilityOfTheModelsHolds() {
        Hearing first = new Hearing(List.of(0), 0, List.of(loud(9)));

        Evidence evidence = Listening.hear(cascade(List.of(first)), List.of(answer(0, A, 1), answer(1, B, 2)));

        assertThat(evidence.leader()).isEqualTo(1);
        double all = 1 + Math.exp(1) + Math.exp(3);
        assertThat(evidence.numbers()[0]).isCloseTo(Math.exp(3) / all, within(1e-12));
    }

    @Test
    void aVoiceWithoutASoundAnswerNeverCounts() {
        Hearing first = new Hearing(List.of(0), 0, List.of(loud(9)));

        Evidence evidence = Listening.hear(
                cascade(List.of(first)), List.of(new Listening.Answer(0, A, Optional.empty(), 0, Warrant.NONE)));

        assertThat(evidence.leader()).isNegative();
        assertThat(evidence.numbers()[0]).isZero();
    }

    private static Hearing.Voice loud(double weight) {
        return new Hearing.Voice(Collections.nCopies(Hearing.Voice.KNOT_COUNT, weight));
    }

    private static Listening.Answer answer(int step, ModelId model, long digest) {
        return new Listening.Answer(
                step, model, Optional.of(new AnswerSketch(digest, 0, true, 10, Flaw.NONE)), 20, Warrant.NONE);
    }

    private static Cascade cascade(List<Hearing> hearings) {
        return new Cascade(
                List.of(new Step.Ask(A), new Step.Ask(B)),
                new StopRule.NextCall(Evidence.VERSION, "r", 1, List.of(), hearings),
                Reliability.of(Map.of(A, 1.0, B, 3.0)),
                List.of(1.0, 0.5));
    }
}
