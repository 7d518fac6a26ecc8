package dev.tutti.learning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tutti.memory.outcome.EndingKind;
import dev.tutti.memory.outcome.LabelledRow;
import dev.tutti.memory.outcome.OutcomeJson;
import dev.tutti.memory.outcome.Rows;
import dev.tutti.sense.policy.Candidate;
import dev.tutti.sense.policy.Receipt;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Plan;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the heap of a service holds of its log while it trains. */
final class RowSourceTest {
    private static final TreeMap<ModelId, Double> BOTH =
            new TreeMap<>(Map.of(Recorded.CHEAP, 0.5, Recorded.STRONG, 0.5));

    private final MemoryLog log = new MemoryLog();
    private final RowSource source = new RowSource(
            log, LoggedWorld.catalogue(), Duration.ofHours(1), LoggedWorld.TARGETS, LatestVersions.NOT_TOLD_APART);

    @Test
    void ofAllRowsThereIsOneOfEachPlanAndNothingThatOnlyTheOldRouterThought() throws JsonProcessingException {
        for (int i = 0; i < 50; i++) {
            log.importRows(List.of(fromDisk(LoggedWorld.logged(i, Recorded.STRONG, BOTH, 1))));
        }

        List<LoggedRow> kept = source.load(LoggedWorld.NOW).rows().stream()
                .map(TrainingRow::row)
                .toList();

        Set<Object> plans = Collections.newSetFromMap(new IdentityHashMap<>());
        Set<Object> predictions = Collections.newSetFromMap(new IdentityHashMap<>());
        for (LoggedRow row : kept) {
            plans.add(row.plan());
            for (Candidate candidate : row.candidates()) {
                plans.add(candidate.plan());
                predictions.add(candidate.prediction());
                assertThat(candidate.rejected()).isEmpty();
                assertThat(candidate.propensity()).isEqualTo(0.5);
            }
        }
        assertThat(kept)
                .hasSize(50)
                .allSatisfy(row -> assertThat(row.candidates()).hasSize(2));
        assertThat(plans).hasSize(2).allSatisfy(plan -> assertThat(plan).isInstanceOf(Plan.class));
        assertThat(predictions).hasSize(1);
    }

    @Test
    void auditsAndImportsKeepNoCandidates() {
        log.importRows(LoggedWorld.rows(5));
        log.importRows(LoggedWorld.imported(5, true));

        assertThat(source.load(LoggedWorld.NOW).rows())
                .filteredOn(row -> !row.chosen())
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.row().candidates()).isEmpty());
    }

    /** Each cluster has some of them, whatever its share of the requests. */
    @Test
    void anchorsOfANewcomerTeachAndProveNothing() {
        log.importRows(LoggedWorld.rows(3).stream().map(RowSourceTest::anchored).toList());

        TrainingRows loaded = source.load(LoggedWorld.NOW);

        assertThat(loaded.rows()).hasSize(9);
        assertThat(loaded.rows()).filteredOn(TrainingRow::audit).hasSize(6).noneMatch(TrainingRow::sampled);
        assertThat(loaded.groups()).hasSize(3).noneMatch(PromptGroup::sampled);
    }

    private static LabelledRow anchored(LabelledRow labelled) {
        if (labelled.row().auditOf().isEmpty()) {
            return labelled;
        }
        Receipt old = labelled.row().receipt();
        Receipt anchor = new Receipt(old.targets(), List.of(), Receipt.ANCHOR, "none", -1);
        return new LabelledRow(Rows.withReceipt(labelled.row(), anchor), labelled.labels());
    }

    @Test
    void whatWasMeasuredOfAFormerVersionOfAModelTrainsNobodyWhereVersionsAreToldApart() {
        List<LabelledRow> rows = LoggedWorld.rows(4);
        LabelledRow renewed = rows.get(4);
        for (LabelledRow row : rows) {
            boolean old = row.row().at().isBefore(renewed.row().at());
            log.importRows(List.of(LoggedWorld.served(row, old ? "v1" : "v2")));
        }
        RowSource apart = new RowSource(
                log, LoggedWorld.catalogue(), Duration.ofHours(1), LoggedWorld.TARGETS, LatestVersions.in(log));

        TrainingRows loaded = apart.load(LoggedWorld.NOW);

        long former = rows.stream()
                .filter(row -> row.row().at().isBefore(renewed.row().at()))
                .count();
        assertThat(former).isPositive();
        assertThat(loaded.dropped()).containsEntry(DropReason.FORMER_VERSION, former);
        assertThat(loaded.rows()).hasSize(12 - (int) former);
        assertThat(source.load(LoggedWorld.NOW).rows()).hasSize(12);
    }

    /** A judge that failed would else count as an audited model that answered nothing. */
    @Test
    void theCallOfAJudgeTrainsNobodyWhateverItsEnding() {
        log.append(Rows.row("a-judge-0").auditing("a").chosenBy("judge").make());
        log.append(Rows.row("a-judge-1")
                .auditing("a")
                .chosenBy("judge")
                .ending(EndingKind.FAILED)
                .make());

        TrainingRows rows = source.load(Rows.NOON);

        assertThat(rows.rows()).isEmpty();
        assertThat(rows.groups()).isEmpty();
        assertThat(rows.dropped()).containsExactly(entry(DropReason.JUDGING, 2L));
    }

    @Test
    void theOtherHalfOfAPairTrainsNothingAndIsCounted() {
        log.importRows(LoggedWorld.rows(20));
        TrainingRows before = source.load(LoggedWorld.NOW);
        for (int i = 0; i < 10; i++) {
            log.importRows(List.of(Rows.row("p" + i)
                    .auditing("r" + i)
                    .chosenBy(Receipt.PAIRED)
                    .at(LoggedWorld.NOW)
                    .labelled(1)));
        }

        TrainingRows rows = source.load(LoggedWorld.NOW);

        assertThat(rows.rows()).hasSameSizeAs(before.rows());
        assertThat(rows.groups()).isEqualTo(before.groups());
        assertThat(rows.dropped()).containsEntry(DropReason.PAIRED, 10L);
    }

    @Test
    void anAnswerThatIsGivenAgainTrainsNothingAndIsCounted() {
        log.importRows(LoggedWorld.rows(20));
        TrainingRows before = source.load(LoggedWorld.NOW);
        log.importRows(List.of(
                Rows.row("again").chosenBy(Receipt.CACHED).at(LoggedWorld.NOW).labelled(1)));

        TrainingRows rows = source.load(LoggedWorld.NOW);

        assertThat(rows.rows()).hasSameSizeAs(before.rows());
        assertThat(rows.dropped()).containsEntry(DropReason.CACHED, 1L);
    }

    @Test
    void countingSeesTheSameRowsAsLoading() {
        log.importRows(LoggedWorld.rows(20));
        log.importRows(LoggedWorld.imported(5, false));

        assertThat(source.times(LoggedWorld.NOW))
                .isNotEmpty()
                .isEqualTo(source.load(LoggedWorld.NOW).rows().stream()
                        .map(row -> row.row().at())
                        .toList());
    }

    /** The same row with objects of its own, as one that was read. */
    private static LabelledRow fromDisk(LabelledRow row) throws JsonProcessingException {
        return OutcomeJson.labelledOf(OutcomeJson.toJson(row));
    }
}
