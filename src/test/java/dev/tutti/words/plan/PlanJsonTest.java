package dev.tutti.words.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.tutti.words.chat.ModelId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlanJsonTest {
    private static final ModelId CHEAP = new ModelId("a/cheap");
    private static final ModelId STRONG = new ModelId("b/strong");

    private final ObjectMapper json = new ObjectMapper().registerModule(new Jdk8Module());

    static List<Plan> everyKindOfPlan() {
        return List.of(
                new Single(CHEAP),
                new SelfMoa(CHEAP, 6, new Aggregation.Synthesise(STRONG)),
                new SelfMoa(CHEAP, 6, new Aggregation.Synthesise(STRONG), Optional.of(new Adaptive(3, 0.9))),
                new MixedMoa(
                        List.of(CHEAP, STRONG, CHEAP),
                        2,
                        new Aggregation.Vote(Reliability.EQUAL),
                        Optional.of(new Adaptive(2, 0.95))),
                new SelfMoaSeq(CHEAP, 12, 6, 3, STRONG),
                new MixedMoa(List.of(CHEAP, STRONG), 3, new Aggregation.Vote(Reliability.of(Map.of(STRONG, 2.5)))),
                new Cascade(
                        List.of(
                                new Step.Ask(CHEAP),
                                new Step.Ask(STRONG),
                                new Step.Fuse(new Aggregation.Select(STRONG))),
                        new StopRule.Agreement(2),
                        Reliability.EQUAL,
                        List.of(1.0, 0.4, 0.1)),
                new Cascade(
                        List.of(new Step.Ask(CHEAP), new Step.Ask(STRONG)),
                        new StopRule.Agreement(2, Optional.of(new StopRule.Alone(true, Optional.of(-0.1)))),
                        Reliability.EQUAL,
                        List.of(1.0, 0.4)),
                new Cascade(
                        List.of(new Step.Ask(CHEAP), new Step.Ask(STRONG)),
                        new StopRule.NextCall(
                                2,
                                "1f3a",
                                20,
                                List.of(new StopRule.Branch(List.of(0), 1, new StopRule.Linear(0.5, List.of(-1.0))))),
                        Reliability.EQUAL,
                        List.of(1.0, 0.4)));
    }

    @ParameterizedTest
    @MethodSource("everyKindOfPlan")
    void aPlanWrittenAndReadIsTheSamePlan(Plan plan) throws JsonProcessingException {
        String written = json.writerFor(Plan.class).writeValueAsString(plan);

        assertThat(json.readValue(written, Plan.class)).isEqualTo(plan);
        assertThat(written).contains("\"strategy\":\"" + plan.strategy() + "\"");
    }

    @Test
    void samplesThatAreNotAdaptiveAreWrittenAndReadAsTheyWereBeforeThereWereAdaptiveOnes()
            throws JsonProcessingException {
        String before = """
                {"strategy":"self-moa","model":"a/cheap","samples":6,\
                "aggregation":{"mode":"synthesise","aggregator":"b/strong"}}""";

        Plan read = json.readValue(before, Plan.class);

        assertThat(read).isEqualTo(new SelfMoa(CHEAP, 6, new Aggregation.Synthesise(STRONG)));
        assertThat(json.writerFor(Plan.class).writeValueAsString(read)).isEqualTo(before);
    }

    @Test
    void anAgreementIsWrittenAndReadAsBeforeOneAnswerCouldBeEnough() throws JsonProcessingException {
        String before = """
                {"rule":"agreement","answers":2}""";

        StopRule read = json.readValue(before, StopRule.class);

        assertThat(read).isEqualTo(new StopRule.Agreement(2));
        assertThat(json.writerFor(StopRule.class).writeValueAsString(read)).isEqualTo(before);
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
                .hasMessageContaining("3 answers cannot agree in 2 calls");
        assertThatThrownBy(() -> new Cascade(
                        List.of(new Step.Ask(CHEAP), new Step.Ask(STRONG)),
                        new StopRule.Agreement(2),
                        Reliability.EQUAL,
                        List.of(1.0, 1.5)))
                .hasMessageContaining("never rises");
        assertThatThrownBy(() -> new Cascade(
                        List.of(new Step.Ask(CHEAP), new Step.Ask(STRONG)),
                        new StopRule.NextCall(2, "1f3a", 20, List.of(branch(List.of(0), 2))),
                        Reliability.EQUAL,
                        List.of(1.0, 0.5)))
                .hasMessageContaining("a rule for 2 steps counts them from 0, had [0] then 2");
        assertThatThrownBy(() -> branch(List.of(1, 0), 2)).hasMessageContaining("rise, were [1, 0]");
        assertThatThrownBy(() -> branch(List.of(0, 1), 1)).hasMessageContaining("[0, 1] then 1");
    }

    private static StopRule.Branch branch(List<Integer> asked, int next) {
        return new StopRule.Branch(asked, next, new StopRule.Linear(0, List.of()));
    }
}
