package dev.tutti.words.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Adaptive.Lead;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AdaptiveTest {
    private static final Adaptive USUAL = new Adaptive(Adaptive.LEAST, Adaptive.CONFIDENCE);
    private static final ModelId A = new ModelId("a");
    private static final Aggregation VOTE = new Aggregation.Vote(Reliability.EQUAL);

    @Test
    void twoThatAgreeAreEnoughOfEightAndNotOfSixteen() {
        assertThat(USUAL.more(new Lead(2, 0, true), 6)).isZero();
        assertThat(USUAL.more(new Lead(2, 0, true), 14)).isEqualTo(1);
    }

    @Test
    void twoThatDifferNeedTwoMoreInAnyCase() {
        assertThat(USUAL.more(new Lead(1, 1, true), 6)).isEqualTo(2);
    }

    @Test
    void aLeadThatCannotBeLostIsEnoughAtAnyConfidence() {
        Adaptive certain = new Adaptive(2, 1);

        assertThat(certain.more(new Lead(3, 1, true), 2)).isZero();
        assertThat(certain.more(new Lead(3, 1, false), 2)).isEqualTo(1);
    }

    @Test
    void withoutAnyAnswerTheLeastThatCouldBeEnoughIsAskedFor() {
        assertThat(USUAL.more(Lead.NONE, 6)).isEqualTo(2);
        assertThat(USUAL.more(Lead.NONE, 0)).isZero();
    }

    @Test
    void theUsualRuleIsExpectedToAskForFewerThanFourOfEight() {
        Growth growth = USUAL.growth(8);

        assertThat(growth.reach().stream().mapToDouble(reach -> reach).sum()).isCloseTo(3.861, within(0.001));
        assertThat(growth.rounds()).isCloseTo(2.244, within(0.001));
    }

    @Test
    void aRuleThatDoesNotFitItsPlanIsRefusedAndSaysWhatWasWrong() {
        assertThatThrownBy(() -> new Adaptive(1, 0.9)).hasMessageContaining("at least 2, was 1");
        assertThatThrownBy(() -> new Adaptive(2, 0.5)).hasMessageContaining("above 0.5 and at most 1, was 0.5");
        assertThatThrownBy(() -> new Adaptive(2, Double.NaN)).hasMessageContaining("was NaN");
        assertThatThrownBy(() -> new SelfMoa(A, 3, VOTE, Optional.of(new Adaptive(4, 0.9))))
                .hasMessageContaining("at most 3 samples, the least of its adaptive ones was 4");
        assertThatThrownBy(() -> new MixedMoa(List.of(A, A), 3, VOTE, Optional.of(USUAL)))
                .hasMessageContaining("has 2 layers, was 3");
        Aggregation weighted = new Aggregation.Vote(Reliability.of(Map.of(A, 2.0)));
        assertThatThrownBy(() -> new SelfMoa(A, 3, weighted, Optional.of(USUAL)))
                .hasMessageContaining("counts heads, its vote had weights for [a]");
    }
}
