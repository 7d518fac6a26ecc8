package dev.tutti.memory.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.memory.outcome.OutcomeLogUnavailable;
import dev.tutti.memory.outcome.Rows;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OutcomeFileTest {
    private static final int FULL = 2;

    @TempDir
    Path folder;

    @Test
    void theWriterSyncsEveryCommitAndNeverBlocksReaders() throws Exception {
        try (Connection writer = OutcomeFile.in(folder).writer()) {
            assertThat(Migrations.number(writer, "PRAGMA synchronous")).isEqualTo(FULL);
            assertThat(Migrations.number(writer, "SELECT journal_mode = 'wal' FROM pragma_journal_mode"))
                    .isEqualTo(1);
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsNamedInOneLine() throws Exception {
        Files.writeString(folder.resolve("outcomes.db"), "not a database, but long enough to be read ".repeat(40));

        assertThatThrownBy(() -> SqliteOutcomeLog.open(folder))
                .isInstanceOf(OutcomeLogUnavailable.class)
                .hasMessageStartingWith("tutti.training-data: ")
                .hasMessageContaining("outcomes.db")
                .message()
                .doesNotContain("\n");
    }

    @Test
    void anotherProgramsDatabaseIsLeftAlone() throws Exception {
        execute("CREATE TABLE customers (name TEXT)");

        assertThatThrownBy(() -> SqliteOutcomeLog.open(folder)).hasMessageContaining("database of another program");
    }

    @Test
    void theFileOfANewerTuttiIsLeftAlone() throws Exception {
        SqliteOutcomeLog.open(folder).close();
        execute("PRAGMA user_version = 99");

        assertThatThrownBy(() -> SqliteOutcomeLog.open(folder))
                .hasMessageContaining("format 99 was written by a newer Tutti");
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> SqliteOutcomeLog.open(file.resolve("below")))
                .isInstanceOf(OutcomeLogUnavailable.class)
                .hasMessageContaining("tutti.training-data");
    }

    @Test
    void aNewFileMayBeOpenedBySeveralAtOnce() throws Exception {
        Callable<Integer> opening = () -> {
            try (SqliteOutcomeLog log = SqliteOutcomeLog.open(folder)) {
                return (int) log.count();
            }
        };
        try (ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            var all =
                    crowd.invokeAll(IntStream.range(0, 8).mapToObj(i -> opening).toList());

            for (var one : all) {
                assertThat(one.get()).isZero();
            }
        }
    }

    @Test
    void theFolderIsTheSettingTrainingData() {
        assertThat(settings(Map.of()).folder()).isEqualTo(Path.of("training-data"));
        assertThat(settings(Map.of("tutti.training-data", "/data/rows")).folder())
                .isEqualTo(Path.of("/data/rows"));
    }

    @Test
    void damagedRowsAreAnErrorAndNotAnAnswer() throws Exception {
        try (SqliteOutcomeLog log = SqliteOutcomeLog.open(folder)) {
            log.append(Rows.row("r1").make());
            execute("UPDATE outcome SET body = x'0102030405'");

            assertThatThrownBy(() -> log.find(Rows.row("r1").make().id()))
                    .isInstanceOf(OutcomeLogUnavailable.class)
                    .hasMessageContaining("damaged");
        }
    }

    private static StoreSettings settings(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .withMapping(StoreSettings.class)
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build()
                .getConfigMapping(StoreSettings.class);
    }

    private void execute(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("outcomes.db"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
