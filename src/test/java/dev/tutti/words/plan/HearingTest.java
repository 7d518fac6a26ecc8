package dev.tutti.words.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

final class HearingTest {
    private static final Hearing.Voice RISING = new Hearing.Voice(List.of(0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0));

    @Test
    void aVoiceWeighsWhatItsKnotsSayAndAStraightLineBetweenThem() {
        assertThat(RISING.of(7)).isCloseTo(1, within(1e-12));
        assertThat(RISING.of(255)).isCloseTo(6, within(1e-12));
        assertThat(RISING.of(511)).isCloseTo(6 + 1 / 1.5, within(1e-12));
    }

    @Property
    void aVoiceIsConstantBeyondItsKnotsAndRisesWithThemInBetween(@ForAll @LongRange(max = 2_000) long tokens) {
        assertThat(RISING.of(tokens)).isBetween(0.0, 7.0).isLessThanOrEqualTo(RISING.of(tokens + 1));
        assertThat(RISING.of(tokens / 1_000)).isZero();
        assertThat(RISING.of(tokens + 724)).isEqualTo(7);
    }

    @Test
    void whatIsNoHearingIsRefused() {
        Hearing.Voice voice = new Hearing.Voice(Collections.nCopies(Hearing.Voice.KNOT_COUNT, 1.0));
        assertThatThrownBy(() -> new Hearing(List.of(0, 1), 0, List.of(voice)))
                .hasMessageContaining("a voice for each step asked");
        assertThatThrownBy(() -> new Hearing(List.of(), 0, List.of())).hasMessageContaining("a voice for each step");
        assertThatThrownBy(() -> new Hearing(List.of(0), Double.NaN, List.of(voice)))
                .hasMessageContaining("finite none");
        assertThatThrownBy(() -> new Hearing.Voice(List.of(1.0))).hasMessageContaining("8 finite weights");
        StopRule late =
                new StopRule.NextCall(3, "r", 1, List.of(), List.of(new Hearing(List.of(2), 0, List.of(voice))));
        assertThatThrownBy(() -> late.requireSteps(2)).hasMessageContaining("2 steps");
    }
}
