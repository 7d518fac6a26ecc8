package dev.tutti.memory.store;

import static dev.tutti.memory.outcome.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.memory.outcome.LabelSource;
import dev.tutti.memory.outcome.LabelledRow;
import dev.tutti.memory.outcome.OutcomeQuery;
import dev.tutti.memory.outcome.Rows;
import dev.tutti.memory.store.RowSelection.SeqRange;
import dev.tutti.words.chat.KeyId;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.RequestId;
import dev.tutti.words.plan.Aggregation;
import dev.tutti.words.plan.SelfMoa;
import dev.tutti.words.plan.Strategy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OutcomeQueryTest {
    private static final ModelId BIG = new ModelId("sim/big");
    private static final Optional<Instant> ANY_TIME = Optional.empty();

    @TempDir
    Path folder;

    private SqliteOutcomeLog log;

    @BeforeEach
    void fill() {
        log = SqliteOutcomeLog.open(folder);
        log.importRows(List.of(
                row("r1").unlabelled(),
                row("r2").by("team-b").at(Rows.NOON.plusSeconds(10)).unlabelled(),
                row("r3").tagged("math").at(Rows.NOON.minusSeconds(10)).unlabelled(),
                row("r4")
                        .running(new SelfMoa(Rows.SMALL, 3, new Aggregation.Synthesise(BIG)))
                        .unlabelled(),
                row("r5").auditing("r1").unlabelled()));
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void rowsComeInTheOrderTheyWereWritten() {
        assertThat(ids(OutcomeQuery.all(10))).containsExactly("r1", "r2", "r3", "r4", "r5");
    }

    @Test
    void eachConditionSelects() {
        assertThat(ids(query(ANY_TIME, ANY_TIME, Optional.of(Strategy.SELF_MOA), "", "", "", "")))
                .containsExactly("r4");
        assertThat(ids(query(ANY_TIME, ANY_TIME, Optional.empty(), "sim/big", "", "", "")))
                .containsExactly("r4");
        assertThat(ids(query(ANY_TIME, ANY_TIME, Optional.empty(), "", "team-b", "", "")))
                .containsExactly("r2");
        assertThat(ids(query(ANY_TIME, ANY_TIME, Optional.empty(), "", "", "math", "")))
                .containsExactly("r3");
        assertThat(ids(query(ANY_TIME, ANY_TIME, Optional.empty(), "", "", "", "r1")))
                .containsExactly("r5");
        assertThat(ids(query(ANY_TIME, ANY_TIME, Optional.empty(), "sim/none", "", "", "")))
                .isEmpty();
    }

    @Test
    void timesAreFromInclusiveUntilExclusive() {
        Optional<Instant> noon = Optional.of(Rows.NOON);
        Optional<Instant> later = Optional.of(Rows.NOON.plusSeconds(10));

        assertThat(ids(query(noon, later, Optional.empty(), "", "", "", ""))).containsExactly("r1", "r4", "r5");
        assertThat(ids(query(later, ANY_TIME, Optional.empty(), "", "", "", "")))
                .containsExactly("r2");
        assertThat(ids(query(ANY_TIME, noon, Optional.empty(), "", "", "", ""))).containsExactly("r3");
        assertThat(ids(query(Optional.of(Instant.MIN), Optional.of(Instant.MAX), Optional.empty(), "", "", "", "")))
                .hasSize(5);
    }

    @Test
    void conditionsHoldTogether() {
        assertThat(ids(query(
                        Optional.of(Rows.NOON),
                        ANY_TIME,
                        Optional.of(Strategy.SINGLE),
                        "sim/small",
                        "team-a",
                        "code",
                        "")))
                .containsExactly("r1", "r5");
    }

    @Test
    void pagesFollowEachOtherWithoutGapsOrRepeats() {
        log.importRows(
                IntStream.range(0, 95).mapToObj(i -> row("p" + i).unlabelled()).toList());
        List<String> paged = new ArrayList<>();
        OutcomeQuery query = OutcomeQuery.all(7);

        List<String> page = ids(query);
        while (!page.isEmpty()) {
            paged.addAll(page);
            page = ids(after(page.getLast(), 7));
        }

        assertThat(paged)
                .hasSize(100)
                .doesNotHaveDuplicates()
                .startsWith("r1", "r2")
                .endsWith("p94");
    }

    @Test
    void aPageAfterNothingIsRefused() {
        assertThatThrownBy(() -> log.page(after("nobody", 7)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nobody");
    }

    @Test
    void aScanVisitsEveryRowOnceWhateverTheLimitAndMayAskTheLog() {
        log.importRows(
                IntStream.range(0, 600).mapToObj(i -> row("s" + i).unlabelled()).toList());
        List<String> seen = new ArrayList<>();

        log.scan(OutcomeQuery.all(1), visited -> {
            seen.add(visited.row().id().value());
            if (seen.size() == 1) {
                log.append(row("late").make());
            }
        });

        assertThat(seen).hasSize(605).doesNotHaveDuplicates().doesNotContain("late");
    }

    @Test
    void ofRowsWithoutALabelASpreadIsEnoughAndAllOthersCome() {
        log.importRows(
                IntStream.range(0, 995).mapToObj(i -> row("s" + i).unlabelled()).toList());
        List<String> labelled =
                IntStream.range(0, 300).mapToObj(i -> "s" + (i * 3)).toList();
        labelled.forEach(id -> log.label(row(id).label(1, LabelSource.VERIFIER)));

        List<String> none = scanned(OutcomeQuery.all(1).withUnlabelled(0));
        List<String> some = scanned(OutcomeQuery.all(1).withUnlabelled(100));

        assertThat(none).containsExactlyElementsOf(labelled);
        assertThat(some).containsAll(labelled).doesNotHaveDuplicates();
        // Each tenth row, of which 30 have a label anyway.
        assertThat(some).hasSize(300 + 70).contains("s4", "s994").doesNotContain("s5");
        assertThat(scanned(OutcomeQuery.all(1).withUnlabelled(1_000))).hasSize(1_000);
        assertThat(scanned(OutcomeQuery.all(1).withSpread(100)))
                .as("a label brings no row into a picture of all")
                .hasSize(100)
                .doesNotHaveDuplicates()
                .contains("s4", "s994");
        assertThat(scanned(OutcomeQuery.all(1).withSpread(1_000))).hasSize(1_000);
        assertThat(scanned(OutcomeQuery.all(1)
                        .within(Optional.of(Rows.NOON.plusSeconds(5)), ANY_TIME)
                        .withUnlabelled(100)))
                .containsExactly("r2");
    }

    private List<String> scanned(OutcomeQuery query) {
        List<String> seen = new ArrayList<>();
        log.scan(query, visited -> seen.add(visited.row().id().value()));
        return seen;
    }

    @Test
    void aSpreadLooksAtNoOtherRows() throws Exception {
        for (long every : List.of(SeqRange.NONE, 10L)) {
            assertThat(explained(OutcomeQuery.all(7).withUnlabelled(7), new SeqRange(0, 100, every)))
                    .contains("SEARCH o USING INTEGER PRIMARY KEY (rowid=?)", "SEARCH label")
                    .doesNotContain("SCAN o");
        }
        assertThat(explained(OutcomeQuery.all(7).withSpread(7), new SeqRange(0, 100, 10)))
                .contains("SEARCH o USING INTEGER PRIMARY KEY (rowid=?)")
                .doesNotContain("SCAN o")
                .doesNotContain("label");
    }

    @Test
    void noQuerySortsAndEveryOneIsAnsweredByAnIndex() throws Exception {
        List<OutcomeQuery> queries = List.of(
                OutcomeQuery.all(7),
                query(Optional.of(Rows.NOON), ANY_TIME, Optional.empty(), "", "", "", ""),
                query(ANY_TIME, ANY_TIME, Optional.of(Strategy.SINGLE), "", "", "", ""),
                query(ANY_TIME, ANY_TIME, Optional.empty(), "sim/big", "", "", ""),
                query(ANY_TIME, ANY_TIME, Optional.empty(), "", "team-b", "", ""),
                query(ANY_TIME, ANY_TIME, Optional.empty(), "", "", "math", ""),
                query(ANY_TIME, ANY_TIME, Optional.empty(), "", "", "", "r1"));
        for (OutcomeQuery query : queries) {
            assertThat(explained(query, new SeqRange(0, 100, SeqRange.ALL)))
                    .doesNotContain("TEMP B-TREE")
                    .doesNotContain("SCAN");
        }
    }

    private String explained(OutcomeQuery query, SeqRange range) throws Exception {
        RowSelection selection = RowSelection.of(query, range, 7);
        StringBuilder plan = new StringBuilder();
        try (var connection = OutcomeFile.in(folder).reader();
                var statement = connection.prepareStatement("EXPLAIN QUERY PLAN " + selection.sql())) {
            selection.bind(statement);
            try (var steps = statement.executeQuery()) {
                while (steps.next()) {
                    plan.append(steps.getString("detail")).append('\n');
                }
            }
        }
        return plan.toString();
    }

    private List<String> ids(OutcomeQuery query) {
        return log.page(query).stream()
                .map(LabelledRow::row)
                .map(found -> found.id().value())
                .toList();
    }

    private static OutcomeQuery after(String id, int limit) {
        OutcomeQuery all = OutcomeQuery.all(limit);
        return new OutcomeQuery(
                all.from(),
                all.until(),
                all.strategy(),
                all.model(),
                all.key(),
                all.task(),
                all.auditOf(),
                Optional.of(new RequestId(id)),
                limit);
    }

    /** An empty text is no condition. */
    private static OutcomeQuery query(
            Optional<Instant> from,
            Optional<Instant> until,
            Optional<Strategy> strategy,
            String model,
            String key,
            String task,
            String auditOf) {
        return new OutcomeQuery(
                from,
                until,
                strategy,
                given(model).map(ModelId::new),
                given(key).map(KeyId::new),
                given(task),
                given(auditOf).map(RequestId::new),
                Optional.empty(),
                100);
    }

    private static Optional<String> given(String text) {
        return Optional.of(text).filter(value -> !value.isEmpty());
    }
}
