package dev.tutti.memory.store;

import dev.tutti.memory.outcome.Rows;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A program that appends from several threads until it is killed, and prints each id after the log has taken its row. */
final class AppendingProgram {
    private AppendingProgram() {}

    /**
     * {@code args}: the folder, a prefix for ids, how many threads, how many rows each (0: without end), and, if it is to
     * be another than the log's own, SQLite's synchronous mode.
     */
    public static void main(String[] args) throws Exception {
        OutcomeFile file = OutcomeFile.in(Path.of(args[0]));
        SqliteOutcomeLog log = new SqliteOutcomeLog(args.length > 4 ? synced(file, args[4]) : file);
        int threads = Integer.parseInt(args[2]);
        int rows = Integer.parseInt(args[3]);
        Thread[] appending = new Thread[threads];
        for (int t = 0; t < threads; t++) {
            String prefix = args[1] + "-" + t + "-";
            appending[t] = Thread.ofPlatform().start(() -> append(log, prefix, rows));
        }
        for (Thread thread : appending) {
            thread.join();
        }
        log.close();
    }

    private static Connections synced(OutcomeFile file, String mode) {
        return new Connections() {
            @Override
            public Connection writer() throws SQLException {
                Connection connection = file.writer();
                try (Statement statement = connection.createStatement()) {
                    statement.execute("PRAGMA synchronous=" + mode);
                }
                return connection;
            }

            @Override
            public Connection reader() throws SQLException {
                return file.reader();
            }
        };
    }

    private static void append(SqliteOutcomeLog log, String prefix, int rows) {
        for (int i = 0; rows == 0 || i < rows; i++) {
            log.append(Rows.row(prefix + i).make());
            System.out.println(prefix + i);
            System.out.flush();
        }
    }
}
