package dev.tutti.learning.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.memory.outcome.Label;
import dev.tutti.memory.outcome.LabelledRow;
import dev.tutti.sense.evidence.Warrant;
import dev.tutti.sense.policy.Targets;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.Single;
import dev.tutti.words.plan.WhenInfeasible;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class GroupingTest {
    private static final Targets USUAL =
            new Targets(0.7, Usd.of("0.02"), Duration.ofSeconds(9), WhenInfeasible.CHEAPEST);

    private final List<LabelledRow> asked = LoggedWorld.rows(1);

    @Test
    void aPromptKnownFromImportsAloneIsHeldToTheUsualTargets() {
        PromptGroup group = group(LoggedWorld.imported(1, true));

        assertThat(group.targets()).isEqualTo(USUAL);
        assertThat(group.sampled()).isTrue();
    }

    @Test
    void aPromptThatWasAskedHereKeepsTheTargetsThatHeld() {
        assertThat(group(asked).targets()).isEqualTo(LoggedWorld.TARGETS);
    }

    @Test
    void anImportProvesNothingUnlessChancePickedEveryScore() {
        List<LabelledRow> some = Stream.concat(
                        LoggedWorld.imported(1, true).stream().limit(2),
                        LoggedWorld.imported(1, false).stream().skip(2))
                .toList();

        assertThat(group(some).answers().models()).hasSize(3);
        assertThat(group(some).sampled()).isFalse();
    }

    @Test
    void oneImportedAnswerLeavesNoChoiceAndProvesNone() {
        assertThat(group(LoggedWorld.imported(1, true).subList(0, 1)).sampled()).isFalse();
    }

    @Test
    void anImportThatLeavesTheAnswersOutKeepsTheirScoresAndAgreesWithNobody() {
        PromptGroup group = group(LoggedWorld.importedWithoutAnswers(1));

        assertThat(PlanReplay.replay(new Single(Recorded.STRONG), group))
                .hasValueSatisfying(outcome -> assertThat(outcome.score())
                        .isEqualTo(group.of(Recorded.STRONG).score())
                        .isEqualTo(1));
        assertThat(group.answers().values().stream()
                        .map(answer -> answer.sketch().orElseThrow().digest())
                        .distinct())
                .hasSize(3);
    }

    @Test
    void whatALoggedCallSaysOfItsAnswerIsWhatAReplayKnowsOfIt() {
        Warrant rejected = new Warrant(Optional.empty(), Optional.of(false));

        assertThat(group(asked).of(Recorded.STRONG).warrant()).isEqualTo(Warrant.NONE);
        assertThat(group(List.of(LoggedWorld.warranted(asked.getFirst(), rejected)))
                        .of(Recorded.STRONG)
                        .warrant())
                .isEqualTo(rejected);
    }

    @Test
    void anAnswerThatWasNotAuditedProvesNothing() {
        assertThat(group(asked).sampled()).isTrue();
        assertThat(group(asked.subList(0, 1)).sampled()).isFalse();
    }

    private static PromptGroup group(List<LabelledRow> rows) {
        List<TrainingRow> training =
                rows.stream().map(row -> row(row, row.labels().getFirst())).toList();
        List<PromptGroup> groups = new Grouping(training, List.of(), USUAL).groups();
        assertThat(groups).hasSize(1);
        return groups.getFirst();
    }

    private static TrainingRow row(LabelledRow row, Label label) {
        return new TrainingRow(new Essentials().of(row.row()), label.score(), label.source(), label.randomlySampled());
    }
}
