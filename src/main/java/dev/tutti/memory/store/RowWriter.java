package dev.tutti.memory.store;

import dev.tutti.memory.outcome.Deleted;
import dev.tutti.memory.outcome.EmbeddingRow;
import dev.tutti.memory.outcome.Label;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.memory.tenancy.StoredKey;
import dev.tutti.sense.evidence.Breach;
import dev.tutti.sense.evidence.Release;
import dev.tutti.words.chat.KeyId;
import dev.tutti.words.chat.RequestId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Transactions of rows and labels on the one writing connection. For one thread. After a rollback the statements are
 * prepared anew: the driver finalises a statement that met a full disk, and it would fail for ever after.
 */
final class RowWriter implements AutoCloseable {
    private final Connection connection;
    private @Nullable RowInserts inserts;

    /** The connection is this object's from now on. */
    RowWriter(Connection connection) {
        this.connection = connection;
    }

    void begin() throws SQLException {
        inserts().begin();
    }

    void commit() throws SQLException {
        inserts().commit();
    }

    void rollback() throws SQLException {
        RowInserts failed = inserts;
        inserts = null;
        try {
            execute("ROLLBACK");
        } finally {
            if (failed != null) {
                failed.close();
            }
        }
    }

    /** False, and nothing of it written, when the id is there already. */
    boolean insert(OutcomeRow row, byte[] body) throws SQLException {
        return inserts().insert(row, body);
    }

    /** The same for a row of this program's own, which its key pays for; what was imported others have paid. */
    boolean append(OutcomeRow row, byte[] body) throws SQLException {
        boolean added = insert(row, body);
        if (added && row.paidByKey()) {
            inserts().charge(row);
        }
        return added;
    }

    /** False when there is no such row. */
    boolean insert(Label label) throws SQLException {
        return inserts().insert(label);
    }

    /** False, and nothing of it written, when the id is there already. */
    boolean append(EmbeddingRow row) throws SQLException {
        return inserts().insert(row);
    }

    Deleted delete(List<RequestId> ids) throws SQLException {
        try (RowDeletion deletion = new RowDeletion(connection)) {
            return deletion.delete(ids);
        }
    }

    /** What is kept for the kind: the text, unless another came first. */
    Dictionary dictionary(String kind, byte[] text) throws SQLException {
        try (PreparedStatement add = connection.prepareStatement(
                        "INSERT INTO dictionary (kind, bytes) VALUES (?, ?) ON CONFLICT (kind) DO NOTHING");
                PreparedStatement find =
                        connection.prepareStatement("SELECT n, bytes FROM dictionary WHERE kind = ?")) {
            add.setString(1, kind);
            add.setBytes(2, text);
            add.executeUpdate();
            find.setString(1, kind);
            try (ResultSet found = find.executeQuery()) {
                if (!found.next()) {
                    throw new SQLException("the dictionary " + kind + " was not taken");
                }
                return new Dictionary(found.getInt(1), found.getBytes(2));
            }
        }
    }

    void insert(Release release) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO release (model, at) VALUES (?, ?)")) {
            insert.setString(1, release.model().value());
            insert.setString(2, release.at().toString());
            insert.executeUpdate();
        }
    }

    void insert(Breach breach) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO breach (model, at) VALUES (?, ?)")) {
            insert.setString(1, breach.model().value());
            insert.setString(2, breach.at().toString());
            insert.executeUpdate();
        }
    }

    /** False, and nothing of it written, when a key of that name is not revoked. */
    boolean insert(StoredKey key) throws SQLException {
        return new KeyTable(connection).insert(key);
    }

    /** False when no key of that name is there that is not revoked. */
    boolean revoke(KeyId name, Instant at) throws SQLException {
        return new KeyTable(connection).revoke(name, at);
    }

    /** Says once more whose file this is: the smallest write that reaches the disk. */
    boolean mark() throws SQLException {
        execute("PRAGMA application_id = " + Migrations.APPLICATION_ID);
        return true;
    }

    private RowInserts inserts() throws SQLException {
        RowInserts prepared = inserts;
        if (prepared == null) {
            prepared = new RowInserts(connection);
            inserts = prepared;
        }
        return prepared;
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
