package dev.tutti.memory.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.sense.budget.Pace;
import dev.tutti.sense.evidence.Influence;
import dev.tutti.sense.evidence.Onward;
import dev.tutti.sense.evidence.Warrant;
import dev.tutti.sense.policy.Arm;
import dev.tutti.sense.policy.Candidate;
import dev.tutti.sense.policy.PacedPrice;
import dev.tutti.sense.policy.Prediction;
import dev.tutti.sense.policy.QualityBasis;
import dev.tutti.sense.policy.Receipt;
import dev.tutti.sense.policy.Targets;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.RequestId;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.Adaptive;
import dev.tutti.words.plan.Aggregation;
import dev.tutti.words.plan.Cascade;
import dev.tutti.words.plan.MixedMoa;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.PlanForecast;
import dev.tutti.words.plan.Reliability;
import dev.tutti.words.plan.SelfMoa;
import dev.tutti.words.plan.SelfMoaSeq;
import dev.tutti.words.plan.Step;
import dev.tutti.words.plan.StopRule;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class OutcomeJsonTest {
    private static final ModelId A = new ModelId("a");
    private static final ModelId B = new ModelId("b");

    @Test
    void aRowComesBackFromItsLineAsItWas() throws Exception {
        LabelledRow row = Rows.row("r1").auditing("r0").labelled(0.5);

        LabelledRow back = OutcomeJson.labelledOf((ObjectNode) OutcomeJson.parse(OutcomeJson.toLine(row)));

        assertThat(back).isEqualTo(row);
    }

    @Test
    void influenceComesBackAsItWasAndIsNotSpokenOfWhereThereIsNone() throws Exception {
        OutcomeRow silent = Rows.row("r1").auditing("r0").make();
        OutcomeRow telling = silent.telling(List.of(new Influence(A, -5, 7)));

        assertThat(OutcomeJson.toJson(silent).has("influence")).isFalse();
        assertThat(OutcomeJson.rowOf(OutcomeJson.toJson(silent))).isEqualTo(silent);
        assertThat(OutcomeJson.toJson(telling).at("/influence/0/with").textValue())
                .isEqualTo("fffffffffffffffb");
        assertThat(OutcomeJson.rowOf(OutcomeJson.toJson(telling))).isEqualTo(telling);
    }

    @Test
    void whichOfTwoRoutersDecidedComesBackAsItWasAndIsNotSpokenOfWhereThereIsOne() throws Exception {
        OutcomeRow silent = Rows.row("r1").make();
        OutcomeRow telling = Rows.decidedBy(silent, "new", new Arm(true, "old", 0.05, 0.25, false));

        assertThat(OutcomeJson.toJson(silent).path("receipt").has("arm")).isFalse();
        assertThat(OutcomeJson.rowOf(OutcomeJson.toJson(silent))).isEqualTo(silent);
        assertThat(OutcomeJson.toJson(telling).at("/receipt/arm").toString())
                .isEqualTo("{\"challenger\":true,\"other\":\"old\",\"share\":0.05,\"other_propensity\":0.25,"
                        + "\"alike\":false}");
        assertThat(OutcomeJson.rowOf(OutcomeJson.toJson(telling))).isEqualTo(telling);
    }

    @Test
    void thePriceOfAPacedKeyComesBackAsItWasAndIsNotSpokenOfWhereThereIsNone() throws Exception {
        OutcomeRow silent = Rows.row("r1").make();
        Targets targets = silent.receipt().targets().at(new PacedPrice(100 * Math.pow(2, 1 / 16.0), true));
        Receipt paced = new Receipt(targets, List.of(), "rule", "none", -1).telling(Optional.of(new Pace(7.5, -3.25)));
        OutcomeRow telling = Rows.withReceipt(silent, paced);

        assertThat(OutcomeJson.toJson(silent).at("/receipt").has("pace")).isFalse();
        assertThat(OutcomeJson.toJson(silent).at("/receipt/targets").has("price"))
                .isFalse();
        assertThat(OutcomeJson.toJson(telling)
                        .at("/receipt/targets/price/decides")
                        .asBoolean())
                .isTrue();
        assertThat(OutcomeJson.rowOf(OutcomeJson.toJson(telling))).isEqualTo(telling);
    }

    @Test
    void whatAJudgeSaidComesBackAsItWasAndIsNotSpokenOfWhereNobodyJudged() throws Exception {
        OutcomeRow silent =
                Rows.row("r1-judge-0").auditing("r1").chosenBy("judge").make();
        OutcomeRow grading = silent.grading(List.of(new Grade(new RequestId("r1"), 0.75)));

        assertThat(silent.judging()).isTrue();
        assertThat(OutcomeJson.toJson(silent).has("grades")).isFalse();
        assertThat(OutcomeJson.rowOf(OutcomeJson.toJson(silent))).isEqualTo(silent);
        assertThat(OutcomeJson.toJson(grading).at("/grades").toString())
                .isEqualTo("[{\"answer\":\"r1\",\"score\":0.75}]");
        assertThat(OutcomeJson.rowOf(OutcomeJson.toJson(grading))).isEqualTo(grading);
    }

    @Test
    void whatIsKnownOfAnAnswerComesBackAsItWasAndIsNotSpokenOfWhereNothingIs() throws Exception {
        ObjectNode silent = OutcomeJson.toJson(Rows.row("r1").make());
        ObjectNode telling = silent.deepCopy();
        ((ObjectNode) telling.at("/calls/0"))
                .putObject("warrant")
                .put("logprob", -0.25)
                .put("verified", true);

        OutcomeRow back = OutcomeJson.rowOf(telling);

        assertThat(silent.at("/calls/0").has("warrant")).isFalse();
        assertThat(back.calls().getFirst().warrant()).hasValue(new Warrant(Optional.of(-0.25), Optional.of(true)));
        assertThat(OutcomeJson.toJson(back).at("/calls/0/warrant").toString())
                .isEqualTo("{\"logprob\":-0.25,\"verified\":true}");
    }

    @Test
    void whatACascadesRuleMadeOfACallComesBackAsItWas() throws Exception {
        ObjectNode silent = OutcomeJson.toJson(Rows.row("r1").make());
        ObjectNode telling = silent.deepCopy();
        ((ObjectNode) telling.at("/calls/0"))
                .putObject("onward")
                .put("propensity", 0.0)
                .put("gain", -0.25);

        OutcomeRow back = OutcomeJson.rowOf(telling);

        assertThat(silent.at("/calls/0").has("onward")).isFalse();
        assertThat(back.calls().getFirst().onward()).hasValue(new Onward(0, Optional.of(-0.25)));
        assertThat(OutcomeJson.toJson(back).at("/calls/0/onward").toString())
                .isEqualTo("{\"propensity\":0,\"gain\":-0.25}");
    }

    @Test
    void everyKindOfPlanComesBackAsItWas() throws Exception {
        Reliability weights = Reliability.of(Map.of(A, 1.25, B, 0.5));
        List<Plan> plans = List.of(
                new SelfMoa(A, 3, new Aggregation.Synthesise(B)),
                new SelfMoa(A, 8, new Aggregation.Synthesise(B), Optional.of(new Adaptive(2, 0.95))),
                new SelfMoaSeq(A, 12, 6, 3, B),
                new MixedMoa(List.of(A, B), 3, new Aggregation.Vote(weights)),
                new Cascade(
                        List.of(new Step.Ask(A), new Step.Ask(B), new Step.Fuse(new Aggregation.Select(B))),
                        new StopRule.Agreement(2),
                        weights,
                        List.of(1.0, 0.5, 0.25)),
                new Cascade(
                        List.of(new Step.Ask(A), new Step.Ask(B)),
                        new StopRule.Agreement(2, Optional.of(new StopRule.Alone(true, Optional.of(-0.125)))),
                        weights,
                        List.of(1.0, 0.5)));

        for (Plan plan : plans) {
            OutcomeRow row = Rows.row("r1").running(plan).make();
            assertThat(OutcomeJson.rowOf(OutcomeJson.toJson(row))).isEqualTo(row);
            assertThat(read(OutcomeJson.toBytes(row))).isEqualTo(row);
            assertThat(read(OutcomeJson.toBytes(row))).as("from its kept text").isEqualTo(row);
        }
    }

    private static OutcomeRow read(byte[] bytes) throws Exception {
        return OutcomeJson.rowOf((ObjectNode) OutcomeJson.parse(new String(bytes, StandardCharsets.UTF_8)));
    }

    @Test
    void aLearnedRuleIsNamedInItsRowAndItsNumbersStayInTheRelease() throws Exception {
        StopRule.Branch branch = new StopRule.Branch(List.of(0), 1, new StopRule.Linear(0.987654, List.of(0.654321)));
        Cascade cascade = new Cascade(
                List.of(new Step.Ask(A), new Step.Ask(B)),
                new StopRule.NextCall(2, "1f3a", 20, List.of(branch)),
                Reliability.EQUAL,
                List.of(1.0, 0.5));
        ObjectNode json = OutcomeJson.toJson(Rows.row("r1").running(cascade).make());

        Plan back = OutcomeJson.rowOf(json).plan();

        assertThat(json.toString()).doesNotContain("0.987654", "0.654321");
        assertThat(OutcomeJson.toBytes(Rows.row("r1").running(cascade).make()))
                .asString(StandardCharsets.UTF_8)
                .contains("\"1f3a\"")
                .doesNotContain("0.987654", "0.654321");
        assertThat(back.notation()).isEqualTo(cascade.notation());
        assertThat(((Cascade) back).rule()).isEqualTo(new StopRule.NextCall(2, "1f3a", 20, List.of()));
    }

    @Test
    void fieldsAreNamedAsOnTheWireWithTheirUnits() {
        ObjectNode json = OutcomeJson.toJson(Rows.row("r1").make());

        assertThat(json.path("cost_usd").decimalValue()).isEqualByComparingTo("0.000123456789");
        assertThat(json.path("latency_ms").decimalValue()).isEqualByComparingTo("912.345678");
        assertThat(json.at("/receipt/targets/max_cost_usd").decimalValue()).isEqualByComparingTo("0.05");
        assertThat(json.at("/receipt/candidates/0/forecast").properties())
                .extracting(Map.Entry::getKey)
                .containsExactly("cost_usd", "cost_p95_usd", "cost_reserved_usd", "latency_ms", "latency_p95_ms");
        assertThat(json.at("/calls/0/first_byte_ms").intValue()).isEqualTo(120);
        assertThat(json.path("origin").textValue()).isEqualTo("simulated");
        assertThat(json.at("/plan/strategy").textValue()).isEqualTo("single");
        assertThat(json.at("/sketch/digest").isTextual()).isTrue();
    }

    @Test
    void whatWasPredictedIsRoundedAndWhatHappenedIsNot() throws Exception {
        OutcomeRow row = Rows.row("r1").make();
        Candidate exact = new Candidate(
                row.plan(),
                new Prediction(2.0 / 3, 1.0 / 3, 1, QualityBasis.PRIOR),
                new PlanForecast(
                        new Usd(1_001), new Usd(2_000), new Usd(2_001), Duration.ofNanos(1), Duration.ofMillis(2)),
                Optional.empty(),
                1.0 / 3);

        ObjectNode json = OutcomeJson.toJson(Rows.withCandidates(row, List.of(exact)));
        Candidate kept = OutcomeJson.rowOf(json).receipt().candidates().getFirst();

        assertThat(kept.prediction()).isEqualTo(new Prediction(0.6667, 0.3333, 1, QualityBasis.PRIOR));
        assertThat(kept.forecast())
                .isEqualTo(new PlanForecast(
                        new Usd(2_000), new Usd(2_000), new Usd(3_000), Duration.ofMillis(1), Duration.ofMillis(2)));
        assertThat(kept.propensity()).isEqualTo(1.0 / 3);
        assertThat(OutcomeJson.rowOf(json).latency()).isEqualTo(row.latency());
        assertThat(OutcomeJson.rowOf(json).cost()).isEqualTo(row.cost());
    }

    @Test
    void whatAPlanCostsWithoutPromptCachesStandsOnlyWhereTheyAreReckonedWith() throws Exception {
        OutcomeRow row = Rows.row("r1").make();
        Candidate first = row.receipt().candidates().getFirst();
        PlanForecast cached = new PlanForecast(
                Usd.of("0.001"),
                Usd.of("0.004"),
                Usd.of("0.005"),
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Usd.of("0.003"));
        Candidate stayed =
                new Candidate(first.plan(), first.prediction(), cached, first.rejected(), first.propensity());

        ObjectNode json = OutcomeJson.toJson(Rows.withCandidates(row, List.of(stayed)));

        assertThat(json.at("/receipt/candidates/0/forecast/cost_uncached_usd").decimalValue())
                .isEqualByComparingTo("0.003");
        assertThat(OutcomeJson.rowOf(json).receipt().candidates()).containsExactly(stayed);
    }

    @Test
    void whatAPlanBringsOnTrafficIsKeptBesideWhatItBringsHere() throws Exception {
        OutcomeRow row = Rows.row("r1").make();
        Prediction both = new Prediction(
                0.5, 0.4, 0.6, QualityBasis.MEASURED, Optional.of(new Prediction.Traffic(0.81239, 0.8, 0.83)));
        Candidate first = row.receipt().candidates().getFirst();
        Candidate candidate = new Candidate(first.plan(), both, first.forecast(), first.rejected(), first.propensity());

        ObjectNode json = OutcomeJson.toJson(Rows.withCandidates(row, List.of(candidate)));

        assertThat(OutcomeJson.rowOf(json).receipt().candidates().getFirst().prediction())
                .isEqualTo(new Prediction(
                        0.5, 0.4, 0.6, QualityBasis.MEASURED, Optional.of(new Prediction.Traffic(0.8124, 0.8, 0.83))));
    }

    @Test
    void ofARowWithoutReservationsThe95PercentCostStandsForThem() throws Exception {
        ObjectNode json = OutcomeJson.toJson(Rows.row("r1").make());
        json.withObject("/receipt/candidates/0/forecast").remove("cost_reserved_usd");

        PlanForecast read =
                OutcomeJson.rowOf(json).receipt().candidates().getFirst().forecast();

        assertThat(read.costReserved()).isEqualTo(read.costP95());
    }

    @Test
    void unknownFieldsAreIgnoredAndOptionalOnesMayBeMissing() throws Exception {
        OutcomeRow row = Rows.row("r1").make();
        ObjectNode json = OutcomeJson.toJson(row);
        json.put("from_the_future", 1);
        json.withObject("/receipt").put("also", true);
        json.remove(List.of("audit_of", "session", "degraded", "explored"));

        assertThat(OutcomeJson.rowOf(json)).isEqualTo(row);
    }

    @Test
    void aMissingFieldIsNamedByItsPath() {
        ObjectNode json = OutcomeJson.toJson(Rows.row("r1").make());
        json.withObject("/receipt/targets").remove("quality");

        assertThatThrownBy(() -> OutcomeJson.rowOf(json)).hasMessageContaining("quality");
    }
}
