package dev.tutti.memory.store;

import static dev.tutti.memory.outcome.Rows.row;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.memory.outcome.Label;
import dev.tutti.memory.outcome.LabelSource;
import dev.tutti.memory.outcome.LabelledRow;
import dev.tutti.memory.outcome.OutcomeLogUnavailable;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.sense.evidence.Breach;
import dev.tutti.sense.evidence.Release;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.RequestId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteOutcomeLogTest {
    @TempDir
    Path folder;

    private SqliteOutcomeLog log;

    @BeforeEach
    void open() {
        log = SqliteOutcomeLog.open(folder);
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void anAppendedRowIsFoundAsItWasEvenAfterReopening() {
        log.append(row("r1").auditing("r0").considering(20).make());

        reopen();

        assertThat(log.find(new RequestId("r1")))
                .contains(row("r1").auditing("r0").considering(20).unlabelled());
        assertThat(log.find(new RequestId("r2"))).isEmpty();
        assertThat(log.count()).isEqualTo(1);
    }

    @Test
    void whoeverWasReleasedIsKnownInOrderAfterReopening() {
        Release first = new Release(new ModelId("a/b:8b"), Instant.parse("2026-11-20T12:00:00.123456789Z"));
        Release second = new Release(new ModelId("a/b:8b"), Instant.parse("2026-11-21T12:00:00Z"));
        log.add(first);
        log.add(second);

        reopen();

        assertThat(log.all()).containsExactly(first, second);
    }

    @Test
    void whoeverWroteMoreThanAllowedIsKnownInOrderAfterReopening() {
        Breach first = new Breach(new ModelId("a/b:8b"), Instant.parse("2026-11-20T12:00:00.123456789Z"));
        Breach second = new Breach(new ModelId("a/c"), Instant.parse("2026-11-20T11:00:00Z"));
        log.add(first);
        log.add(second);

        reopen();

        assertThat(log.breaches()).containsExactly(first, second);
    }

    @Test
    void anIdIsAppendedOnceAndTheFirstRowStays() {
        log.append(row("r1").make());

        assertThatThrownBy(() -> log.append(row("r1").tagged("math").make()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("r1");

        assertThat(log.find(new RequestId("r1"))).contains(row("r1").unlabelled());
    }

    @Test
    void importedRowsNeverReplaceRowsOrLabelsThatAreThere() {
        log.append(row("r1").make());
        log.label(row("r1").label(0.25, LabelSource.REPLAY));

        int added = log.importRows(List.of(
                row("r1").tagged("math").labelled(1),
                row("r2").labelled(0.5),
                row("r2").labelled(0.75)));

        assertThat(added).isEqualTo(1);
        assertThat(log.find(new RequestId("r1"))).contains(row("r1").labelled(0.25));
        assertThat(log.find(new RequestId("r2"))).contains(row("r2").labelled(0.5));
        assertThat(log.importRows(List.of(row("r2").labelled(0.5)))).isZero();
    }

    @Test
    void theLastLabelOfEachSourceCountsAndItsHistoryIsKept() throws Exception {
        log.append(row("r1").make());
        Label last = row("r1").label(0.5, LabelSource.USER);
        log.label(row("r1").label(0, LabelSource.USER));
        log.label(row("r1").label(1, LabelSource.JUDGE));
        log.label(last);

        assertThat(log.find(new RequestId("r1")).orElseThrow().labels())
                .containsExactly(row("r1").label(1, LabelSource.JUDGE), last);
        try (var connection = OutcomeFile.in(folder).reader()) {
            assertThat(Migrations.number(connection, "SELECT count(*) FROM label"))
                    .isEqualTo(3);
        }
    }

    @Test
    void aLabelWithoutItsRowIsRefused() {
        assertThatThrownBy(() -> log.label(row("r1").label(1, LabelSource.USER)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("r1");
    }

    @Test
    void aClosedLogSaysSoAndLosesNothingItAccepted() {
        log.append(row("r1").make());
        log.close();

        assertThatThrownBy(() -> log.append(row("r2").make())).isInstanceOf(OutcomeLogUnavailable.class);
        assertThatThrownBy(log::count).isInstanceOf(OutcomeLogUnavailable.class);

        reopen();
        assertThat(log.count()).isEqualTo(1);
    }

    @Test
    void twoLogsOnOneFileSeeEachOthersRows() {
        try (SqliteOutcomeLog other = SqliteOutcomeLog.open(folder)) {
            log.append(row("r1").make());
            other.append(row("r2").make());

            assertThat(other.find(new RequestId("r1"))).isPresent();
            assertThat(log.find(new RequestId("r2")).map(LabelledRow::row))
                    .contains(row("r2").make());
        }
    }

    @Test
    void rowsOfOneKindShareOneDictionaryWhicheverLogMetThemFirst() throws Exception {
        try (SqliteOutcomeLog other = SqliteOutcomeLog.open(folder)) {
            log.append(row("r1").considering(20).make());
            other.append(row("r2").considering(20).make());
            log.append(row("r3").considering(3).make());

            assertThat(other.find(new RequestId("r1")).map(LabelledRow::row))
                    .contains(row("r1").considering(20).make());
            assertThat(log.find(new RequestId("r2")).map(LabelledRow::row))
                    .contains(row("r2").considering(20).make());
        }
        try (var connection = OutcomeFile.in(folder).reader()) {
            assertThat(Migrations.number(connection, "SELECT count(*) FROM dictionary"))
                    .isEqualTo(1);
        }
    }

    @Test
    void aDictionaryKnowsNothingOfWhoAskedWhat() throws Exception {
        OutcomeRow first = row("r1").considering(20).make();
        log.append(first);

        String text;
        try (var connection = OutcomeFile.in(folder).reader();
                var statement = connection.createStatement();
                var found = statement.executeQuery("SELECT bytes FROM dictionary")) {
            text = new String(found.getBytes(1), UTF_8);
        }

        assertThat(text)
                .contains("candidates")
                .doesNotContain(first.id().value())
                .doesNotContain(first.promptHash())
                .doesNotContain("\"" + first.key().value() + "\"");
    }

    private void reopen() {
        log.close();
        log = SqliteOutcomeLog.open(folder);
    }
}
