package dev.tutti.serving.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tutti.words.chat.Answer;
import dev.tutti.words.chat.Tokens;
import dev.tutti.words.chat.Usage;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SignalTest {
    private static final Duration FAIR = Duration.ofSeconds(5);

    private static Signal of(boolean streamed, CallEnding ending) {
        Question asked = new Question.Conversation(JsonNodeFactory.instance.objectNode(), new Tokens(100), streamed);
        return Signal.of(asked, ending, FAIR);
    }

    private static CallEnding answered(int tokens, int attempts) {
        Answer answer = new Answer("yes", "stop", "m", Usage.of(1, tokens), Optional.empty());
        return new CallEnding.Succeeded(answer, Duration.ofMillis(300), Duration.ofMillis(6_400), attempts);
    }

    @ParameterizedTest
    @EnumSource(CallEnding.Kind.class)
    void onlyWhatTheModelTurnsAwayBreaksOrIsLateWithTellsOfACrowd(CallEnding.Kind kind) {
        Class<? extends Signal> told = switch (kind) {
            case RATE_LIMITED, BROKEN, TIMEOUT -> Signal.Crowded.class;
            case NOT_SENT, INVALID, REJECTED -> Signal.Nothing.class;
        };

        assertThat(of(false, ScriptedCalls.failed(kind))).isInstanceOf(told);
    }

    @Test
    void aCallerInAHurryTellsNothing() {
        assertThat(of(false, ScriptedCalls.failed(CallEnding.Kind.TIMEOUT, Duration.ofSeconds(1))))
                .isEqualTo(Signal.NOTHING);
        assertThat(of(false, new CallEnding.Ignored(Optional.empty(), Duration.ofSeconds(9), 1)))
                .isEqualTo(Signal.NOTHING);
    }

    @Test
    void aStreamsPaceIsItsFirstByteAndAWholeAnswersIsItsTimePerToken() {
        assertThat(of(true, answered(32, 1)))
                .isEqualTo(new Signal.InTime(true, Duration.ofMillis(300).toNanos()));
        assertThat(of(false, answered(32, 1)))
                .isEqualTo(new Signal.InTime(false, Duration.ofMillis(100).toNanos()));
    }

    @Test
    void anEmbeddingTakesAsLongAsThereAreTextsWhichTellsOfNoCrowd() {
        Question texts = new Question.Embedding(new byte[0], new Tokens(9), _ -> {});

        assertThat(Signal.of(texts, answered(0, 1), FAIR)).isEqualTo(new Signal.Answered());
        assertThat(Signal.of(texts, ScriptedCalls.failed(CallEnding.Kind.RATE_LIMITED), FAIR))
                .isEqualTo(new Signal.Crowded());
    }

    @Test
    void whatWasAnsweredOnlyWhenItWasSentAgainTellsOfACrowd() {
        assertThat(of(true, answered(32, 2))).isEqualTo(new Signal.Crowded());
    }
}
