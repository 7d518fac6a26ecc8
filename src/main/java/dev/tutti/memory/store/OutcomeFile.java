package dev.tutti.memory.store;

import dev.tutti.memory.outcome.OutcomeLogUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.sqlite.SQLiteConfig;

/**
 * The SQLite file {@code outcomes.db} in the folder of training data. WAL, so that readers, other processes' too, never
 * wait for the writer; synchronous=FULL unless it is to be relaxed, so that a commit is on the platter and not only with
 * the operating system.
 */
final class OutcomeFile implements Connections {
    private static final Duration BUSY = Duration.ofSeconds(5);
    /** A row takes about a quarter of it: on 4 KiB pages half of each would stay empty. */
    private static final int PAGE_BYTES = 8_192;

    private static final int MOST_IDLE_WAL_BYTES = 64 << 20;

    private final Path path;
    private final Durability durability;

    private OutcomeFile(Path path, Durability durability) {
        this.path = path;
        this.durability = durability;
    }

    static OutcomeFile in(Path folder) {
        return in(folder, Durability.STRICT);
    }

    /** Makes or migrates the file; {@link OutcomeLogUnavailable} with one line for people when that cannot be. */
    static OutcomeFile in(Path folder, Durability durability) {
        OutcomeFile file = new OutcomeFile(folder.resolve("outcomes.db"), durability);
        try {
            Files.createDirectories(folder);
            try (Connection connection = file.writer()) {
                Migrations.apply(connection);
            }
            return file;
        } catch (IOException | SQLException e) {
            throw new OutcomeLogUnavailable(
                    "tutti.training-data: " + file.path + " cannot be used as outcome log: " + e.getMessage(), e);
        }
    }

    @Override
    public Connection writer() throws SQLException {
        SQLiteConfig config = config();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(durability.mode());
        config.setPageSize(PAGE_BYTES);
        config.setJournalSizeLimit(MOST_IDLE_WAL_BYTES);
        // What is deleted is overwritten, not only let go of.
        config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true");
        // Else the driver asks for the last row's number after each insert.
        config.setGetGeneratedKeys(false);
        return config.createConnection(url());
    }

    @Override
    public Connection reader() throws SQLException {
        SQLiteConfig config = config();
        config.setReadOnly(true);
        return config.createConnection(url());
    }

    private static SQLiteConfig config() {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout((int) BUSY.toMillis());
        return config;
    }

    private String url() {
        return "jdbc:sqlite:" + path;
    }
}
