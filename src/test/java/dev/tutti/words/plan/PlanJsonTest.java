package dev.tutti.words.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tutti.words.chat.ModelId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlanJsonTest {
    private static final ModelId CHEAP = new ModelId("a/cheap");
    private static final ModelId STRONG = new ModelId("b/strong");

    private final ObjectMapper json = new ObjectMapper();

    static List<Plan> everyKindOfPlan() {
        return List.of(
                new Single(CHEAP),
                new SelfMoa(CHEAP, 6, new Aggregation.Synthesise(STRONG)),
                new SelfMoaSeq(CHEAP, 12, 6, 3, STRONG),
                new MixedMoa(List.of(CHEAP, STRONG), 3, new Aggregation.Vote(Reliability.of(Map.of(STRONG, 2.5)))),
                new Cascade(
                        List.of(
                                new Step.Ask(CHEAP),
                                new Step.Ask(STRONG),
                                new Step.Fuse(new Aggregation.Select(STRONG))),
                        new StopRule.Regression(
                                1,
                                20,
                                List.of(new StopRule.Linear(0.5, List.of(-1.0)), new StopRule.Linear(0, List.of()))),
                        Reliability.EQUAL,
                        List.of(1.0, 0.4, 0.1)));
    }

    @ParameterizedTest
    @MethodSource("everyKindOfPlan")
    void aPlanWrittenAndReadIsTheSamePlan(Plan plan) throws JsonProcessingException {
        String written = json.writerFor(Plan.class).writeValueAsString(plan);

        assertThat(json.readValue(written, Plan.class)).isEqualTo(plan);
        assertThat(written).contains("\"strategy\":\"" + plan.strategy() + "\"");
    }

    @Test
    void plansThatAskDifferentlyHaveDifferentNotations() {
        assertThat(everyKindOfPlan().stream().map(Plan::notation)).doesNotHaveDuplicates();
    }

    @Test
    void aSequenceCountsItsSyntheses() {
        assertThat(new SelfMoaSeq(CHEAP, 6, 6, 3, STRONG).rounds()).isEqualTo(1);
        assertThat(new SelfMoaSeq(CHEAP, 7, 6, 3, STRONG).rounds()).isEqualTo(2);
        assertThat(new SelfMoaSeq(CHEAP, 12, 6, 3, STRONG).rounds()).isEqualTo(3);
    }

    @Test
    void aPlanThatCannotBeRunCannotBeMade() {
        assertThatThrownBy(() -> new SelfMoa(CHEAP, 1, new Aggregation.Select(STRONG)))
                .hasMessageContaining("2 to 16 samples, was 1");
        assertThatThrownBy(() -> new MixedMoa(List.of(), 2, new Aggregation.Select(STRONG)))
                .hasMessageContaining("1 to 16 proposers, was 0");
        assertThatThrownBy(() -> new Cascade(
                        List.of(new Step.Ask(CHEAP), new Step.Ask(STRONG)),
                        new StopRule.Agreement(3),
                        Reliability.EQUAL,
                        List.of(1.0, 0.5)))
                .hasMessageContaining("3 answers cannot agree in 2 steps");
        assertThatThrownBy(() -> new Cascade(
                        List.of(new Step.Ask(CHEAP), new Step.Ask(STRONG)),
                        new StopRule.Agreement(2),
                        Reliability.EQUAL,
                        List.of(1.0, 1.5)))
                .hasMessageContaining("never rises");
    }
}
