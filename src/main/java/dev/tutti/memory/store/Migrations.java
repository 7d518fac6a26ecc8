package dev.tutti.memory.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The versions of the schema, each the SQL of a resource, applied in order and once: {@code user_version} holds the last
 * one, {@code application_id} says that the file is ours. Several processes may open one new file at once.
 */
final class Migrations {
    /** "TUTT" in ASCII. */
    static final int APPLICATION_ID = 0x54555454;

    static final int NEWEST = 8;

    private Migrations() {}

    /** {@link SQLException} when the file belongs to another program or to a newer Tutti. */
    static void apply(Connection connection) throws SQLException {
        if (isNewest(connection)) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            try {
                migrate(connection, statement);
                statement.execute("COMMIT");
            } catch (SQLException e) {
                statement.execute("ROLLBACK");
                throw e;
            }
        }
    }

    private static boolean isNewest(Connection connection) throws SQLException {
        return number(connection, "PRAGMA application_id") == APPLICATION_ID
                && number(connection, "PRAGMA user_version") == NEWEST;
    }

    private static void migrate(Connection connection, Statement statement) throws SQLException {
        int version = number(connection, "PRAGMA user_version");
        boolean ours = number(connection, "PRAGMA application_id") == APPLICATION_ID;
        if (!ours && (version != 0 || number(connection, "SELECT count(*) FROM sqlite_schema") > 0)) {
            throw new SQLException("it is the database of another program");
        }
        if (version > NEWEST) {
            throw new SQLException(
                    "its format " + version + " was written by a newer Tutti; this one knows up to " + NEWEST);
        }
        for (int next = version + 1; next <= NEWEST; next++) {
            for (String sql : resource(next).split(";\\s*\n", 0)) {
                statement.execute(sql);
            }
        }
        statement.execute("PRAGMA application_id = " + APPLICATION_ID);
        statement.execute("PRAGMA user_version = " + NEWEST);
    }

    private static String resource(int version) throws SQLException {
        String name = "/training-data/schema/" + version + ".sql";
        try (InputStream sql = Migrations.class.getResourceAsStream(name)) {
            if (sql == null) {
                throw new SQLException("the program lacks its own " + name);
            }
            return new String(sql.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new SQLException("the program's own " + name + " cannot be read", e);
        }
    }

    static int number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.next() ? result.getInt(1) : 0;
        }
    }
}
