package dev.tutti.learning.insight;

import static dev.tutti.memory.outcome.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.tutti.learning.drift.Drift;
import dev.tutti.memory.outcome.EndingKind;
import dev.tutti.memory.outcome.Grade;
import dev.tutti.memory.outcome.HeapOutcomeLog;
import dev.tutti.memory.outcome.LabelSource;
import dev.tutti.memory.outcome.LabelledRow;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.memory.outcome.Rows;
import dev.tutti.sense.policy.Receipt;
import dev.tutti.words.catalogue.Origin;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.RequestId;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.Aggregation;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.SelfMoa;
import dev.tutti.words.plan.Single;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class InsightsTest {
    private static final ModelId STRONG = new ModelId("sim/strong");
    private static final Plan ENSEMBLE = new SelfMoa(Rows.SMALL, 3, new Aggregation.Synthesise(Rows.SMALL));
    private static final Duration DAY = Duration.ofDays(1);

    private final HeapOutcomeLog log = new HeapOutcomeLog();
    private final Insights insights = new Insights(log, () -> Rows.NOON.plusSeconds(60), List::of);

    @Test
    void anEmptyWindowSaysThatThereIsNothingToSay() {
        keep(row("old").at(Rows.NOON.minus(DAY)).labelled(1));

        InsightReport report = insights.report(DAY);

        assertThat(report.requests()).isZero();
        assertThat(report.all().meanScore().value()).isEmpty();
        assertThat(report.all().meanScore().reason()).contains("there are none");
        assertThat(report.savingAgainstStrongest().savedShareOfCost().reason())
                .contains("no audit with a labelled single plan lies in the window");
    }

    @Test
    void anAnswerThatIsGivenAgainIsNoRequestThatAnythingCouldBeLearnedFrom() {
        keep(row("a").costing("0.1").labelled(1));
        keep(row("b").costing("0").chosenBy(Receipt.CACHED).labelled(0));

        InsightReport report = insights.report(DAY);

        assertThat(report.requests()).isEqualTo(1);
        assertThat(report.all().meanScore().value()).hasValue(1);
    }

    @Test
    void whatDriftsIsToldWhateverTheWindow() {
        Drift drift = new Drift(Drift.Kind.QUALITY, Optional.of(Rows.SMALL), Rows.NOON.minus(DAY), "it fell");

        InsightReport report = new Insights(log, () -> Rows.NOON, () -> List.of(drift)).report(Duration.ofHours(1));

        assertThat(report.drift()).containsExactly(drift);
    }

    @Test
    void requestsAreCountedByStrategyModelAndEnding() {
        keep(row("a").costing("0.1").labelled(1));
        keep(row("b").costing("0.3").ending(EndingKind.FAILED).unlabelled());
        keep(row("c").costing("0.2")
                .running(ENSEMBLE)
                .ending(EndingKind.DEGRADED)
                .labelled(0.5));

        InsightReport report = insights.report(DAY);

        assertThat(report.requests()).isEqualTo(3);
        assertThat(report.origins()).isEqualTo(Map.of(Origin.SIMULATED, 3L));
        assertThat(report.strategies())
                .extracting(StrategyInsight::name, StrategyInsight::requests, StrategyInsight::costUsd)
                .containsExactly(tuple("single", 2L, Usd.of("0.4")), tuple("self-moa", 1L, Usd.of("0.2")));
        assertThat(report.all().endings())
                .isEqualTo(Map.of(EndingKind.ANSWERED, 1L, EndingKind.DEGRADED, 1L, EndingKind.FAILED, 1L));
        assertThat(report.all().meanCostUsd().value().orElseThrow()).isCloseTo(0.2, within(1e-12));
        assertThat(report.models())
                .extracting(ModelInsight::model, ModelInsight::requests, ModelInsight::calls)
                .containsExactly(tuple(Rows.SMALL, 3L, 3L));
    }

    @Test
    void theMostObjectiveLabelOfARowCountsAndSourcesAreNamed() {
        keep(new LabelledRow(
                row("a").make(), List.of(row("a").label(0, LabelSource.USER), row("a").label(1, LabelSource.JUDGE))));
        keep(new LabelledRow(row("b").make(), List.of(row("b").label(0.5, LabelSource.USER))));

        StrategyInsight all = insights.report(DAY).all();

        assertThat(all.meanScore().value()).hasValue(0.75);
        assertThat(all.meanScore().n()).isEqualTo(2);
        assertThat(all.labelSources()).isEqualTo(Map.of(LabelSource.JUDGE, 1L, LabelSource.USER, 1L));
    }

    @Test
    void auditsAndImportsAreCountedApart() {
        keep(row("a").unlabelled());
        keep(row("b").auditing("a").labelled(1));
        keep(row("c").chosenBy("import").labelled(1));

        InsightReport report = insights.report(DAY);

        assertThat(report.requests()).isEqualTo(1);
        assertThat(report.audits()).isEqualTo(1);
        assertThat(report.imported()).isEqualTo(1);
        assertThat(report.all().meanScore().n()).isZero();
    }

    @Test
    void pairsOfARolloutAreNoFairSampleAndNoAudits() {
        keep(row("a").unlabelled());
        keep(row("b").auditing("a").chosenBy("paired").labelled(1));

        InsightReport report = insights.report(DAY);

        assertThat(report.requests()).isEqualTo(1);
        assertThat(report.audits()).isZero();
    }

    @Test
    void judgesAreToldApartWithHowOftenTheyAgreeWithEachOtherWithCodeAndWithPeople() {
        keep(new LabelledRow(
                row("a").costing("0.1").make(),
                List.of(
                        row("a").label(0.9, LabelSource.JUDGE),
                        row("a").label(1, LabelSource.VERIFIER),
                        row("a").label(0, LabelSource.USER))));
        keep(row("b").costing("0.2").unlabelled());
        keep(row("c").costing("0.3").unlabelled());
        keep(judged("a", 0, STRONG, 1));
        keep(judged("a", 1, Rows.SMALL, 0.8));
        keep(judged("b", 0, STRONG, 1));
        keep(judged("b", 1, Rows.SMALL, 0));
        keep(judged("c", 0, STRONG, 1));

        InsightReport report = insights.report(DAY);

        assertThat(report.requests()).isEqualTo(3);
        assertThat(report.audits()).isZero();
        assertThat(report.all().costUsd()).isEqualTo(Usd.of("0.6"));
        JudgeInsight judges = report.judges();
        assertThat(judges.calls()).isEqualTo(5);
        assertThat(judges.costUsd()).isEqualTo(Usd.of("0.05"));
        assertThat(judges.agreement().value()).hasValue(0.5);
        assertThat(judges.agreement().n()).isEqualTo(2);
        assertThat(judges.withVerifiers().value()).hasValue(1);
        assertThat(judges.withPeople().value()).hasValue(0);
    }

    private static LabelledRow judged(String answer, int number, ModelId judge, double grade) {
        OutcomeRow call = row(answer + "-judge-" + number)
                .auditing(answer)
                .chosenBy("judge")
                .running(new Single(judge))
                .costing("0.01")
                .make();
        return new LabelledRow(call.grading(List.of(new Grade(new RequestId(answer), grade))), List.of());
    }

    @Test
    void theSavingIsMeasuredOnPairsWithTheStrongestSingleOfTheAudits() {
        keep(row("a").costing("0.1").labelled(1));
        keep(row("a-strong")
                .auditing("a")
                .running(new Single(STRONG))
                .costing("0.4")
                .labelled(1));
        keep(row("a-small").auditing("a").costing("0.1").labelled(0));
        keep(row("b").costing("0.3").labelled(0.5));
        keep(row("b-strong")
                .auditing("b")
                .running(new Single(STRONG))
                .costing("0.6")
                .labelled(1));
        keep(row("c").costing("9").labelled(1));

        SavingInsight saving = insights.report(DAY).savingAgainstStrongest();

        assertThat(saving.strongest()).contains(STRONG);
        assertThat(saving.savedShareOfCost().n()).isEqualTo(2);
        assertThat(saving.savedShareOfCost().value().orElseThrow()).isCloseTo(0.6, within(1e-12));
        assertThat(saving.scoreDifference().value().orElseThrow()).isCloseTo(-0.25, within(1e-12));
        assertThat(saving.scoreDifference().upper().orElseThrow()).isGreaterThan(0);
    }

    @Test
    void anAuditedRequestThatTheStrongestServedSavesNothing() {
        keep(row("a").running(new Single(STRONG)).costing("0.4").labelled(1));
        keep(row("a-strong")
                .auditing("a")
                .running(new Single(STRONG))
                .costing("0.5")
                .labelled(1));
        keep(row("b").running(new Single(STRONG)).costing("0.6").labelled(1));
        keep(row("b-strong")
                .auditing("b")
                .running(new Single(STRONG))
                .costing("0.5")
                .labelled(1));

        SavingInsight saving = insights.report(DAY).savingAgainstStrongest();

        assertThat(saving.savedShareOfCost().value()).hasValue(0);
    }

    @Test
    void aWindowIsAboveZero() {
        assertThatThrownBy(() -> insights.report(Duration.ZERO)).hasMessageContaining("above 0");
    }

    @Test
    void aCancelledRequestHasACostButNoScoreAndNoLatency() {
        keep(row("a").costing("0.1").ending(EndingKind.CANCELLED).labelled(1));

        StrategyInsight all = insights.report(DAY).all();

        assertThat(all.costUsd()).isEqualTo(Usd.of("0.1"));
        assertThat(all.meanScore().n()).isZero();
        assertThat(all.medianLatencyMs().reason()).isEqualTo(Optional.of("there are none"));
    }

    private void keep(LabelledRow row) {
        log.importRows(List.of(row));
    }
}
