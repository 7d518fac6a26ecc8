package dev.tutti.memory.store;

import static dev.tutti.memory.outcome.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.memory.outcome.OutcomeLogUnavailable;
import dev.tutti.memory.outcome.OutcomeQuery;
import dev.tutti.words.chat.RequestId;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full, played by a limit of pages on the file. */
final class FullDiskTest {
    @TempDir
    Path folder;

    @Test
    void rowsThatDoNotFitAreRefusedAndLaterOnesAreTakenAgain() throws Exception {
        Disk disk = new Disk(OutcomeFile.in(folder));
        try (SqliteOutcomeLog log = new SqliteOutcomeLog(disk)) {
            log.append(row("before").make());
            disk.isFull();

            int taken = 0;
            while (takes(log, "r" + taken)) {
                taken++;
            }
            String refused = "r" + taken;
            assertThatThrownBy(() -> log.append(row(refused).make()))
                    .isInstanceOf(OutcomeLogUnavailable.class)
                    .hasMessageContaining("full");
            assertThat(log.find(new RequestId(refused))).isEmpty();
            assertThat(log.count()).isEqualTo(1 + taken);

            disk.hasSpace();
            log.append(row(refused).make());
            assertThat(log.count()).isEqualTo(2 + taken);
        }
    }

    @Test
    void inACrowdExactlyTheRowsThatWereAcknowledgedAreThere() throws Exception {
        Disk disk = new Disk(OutcomeFile.in(folder));
        Map<String, Boolean> acknowledged = new ConcurrentHashMap<>();
        try (SqliteOutcomeLog log = new SqliteOutcomeLog(disk);
                ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            disk.isFull();
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                String id = "r" + i;
                all.add(crowd.submit(() -> acknowledged.put(id, takes(log, id))));
            }
            for (Future<?> one : all) {
                one.get();
            }

            List<String> there = log.page(OutcomeQuery.all(1_000)).stream()
                    .map(found -> found.row().id().value())
                    .toList();
            assertThat(acknowledged).hasSize(200).containsValue(false);
            assertThat(there)
                    .containsExactlyInAnyOrderElementsOf(acknowledged.keySet().stream()
                            .filter(acknowledged::get)
                            .toList());
        }
    }

    private static boolean takes(SqliteOutcomeLog log, String id) {
        try {
            log.append(row(id).make());
            return true;
        } catch (OutcomeLogUnavailable full) {
            return false;
        }
    }

    /** The real file, with a hand on its writing connection. */
    private static final class Disk implements Connections {
        private static final int MOST_PAGES_OF_SQLITE = 1_073_741_823;

        private final OutcomeFile file;
        private final List<Connection> writers = new ArrayList<>();

        Disk(OutcomeFile file) {
            this.file = file;
        }

        @Override
        public Connection writer() throws SQLException {
            writers.add(file.writer());
            return writers.getLast();
        }

        @Override
        public Connection reader() throws SQLException {
            return file.reader();
        }

        /** SQLite takes the pages in use for the limit when it is below them. */
        void isFull() throws SQLException {
            limit(1);
        }

        void hasSpace() throws SQLException {
            limit(MOST_PAGES_OF_SQLITE);
        }

        private void limit(int pages) throws SQLException {
            for (Connection writer : writers) {
                assertThat(Migrations.number(writer, "PRAGMA max_page_count = " + pages))
                        .isGreaterThanOrEqualTo(pages);
            }
        }
    }
}
