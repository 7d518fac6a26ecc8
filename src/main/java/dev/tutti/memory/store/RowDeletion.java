package dev.tutti.memory.store;

import dev.tutti.memory.outcome.Deleted;
import dev.tutti.words.chat.RequestId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The statements that delete rows and all that hangs on them. For one thread, within a transaction. */
final class RowDeletion implements AutoCloseable {
    /** What ran in the background of a row has its id; a judge's row that of an audit's. Orphans of a row are found too. */
    private static final String WITH_AUDITS = "WITH RECURSIVE gone (id) AS (SELECT ?"
            + " UNION SELECT o.id FROM gone CROSS JOIN outcome o ON o.audit_of = gone.id)"
            + " SELECT o.seq, o.audit_of FROM gone CROSS JOIN outcome o ON o.id = gone.id";

    /** Each model that has rows, by one step in the index for each: the table has no index by row alone. */
    private static final String MODELS = "WITH RECURSIVE models (n) AS (SELECT min(model) FROM outcome_model"
            + " UNION ALL SELECT (SELECT min(model) FROM outcome_model WHERE model > n) FROM models WHERE n IS NOT NULL)"
            + " SELECT n FROM models";

    private final PreparedStatement withAudits;
    private final PreparedStatement labels;
    private final PreparedStatement models;
    private final PreparedStatement row;
    private final PreparedStatement embedding;

    RowDeletion(Connection connection) throws SQLException {
        withAudits = connection.prepareStatement(WITH_AUDITS);
        labels = connection.prepareStatement("DELETE FROM label WHERE seq = ?");
        models = connection.prepareStatement("DELETE FROM outcome_model WHERE seq = ? AND model IN (" + MODELS + ")");
        row = connection.prepareStatement("DELETE FROM outcome WHERE seq = ?");
        embedding = connection.prepareStatement("DELETE FROM embedding WHERE id = ?");
    }

    Deleted delete(Iterable<RequestId> ids) throws SQLException {
        Deleted all = Deleted.NOTHING;
        for (RequestId id : ids) {
            all = all.plus(outcomes(id)).plus(new Deleted(0, 0, embeddings(id), 0));
        }
        return all;
    }

    private Deleted outcomes(RequestId id) throws SQLException {
        Deleted all = Deleted.NOTHING;
        withAudits.setString(1, id.value());
        try (ResultSet found = withAudits.executeQuery()) {
            while (found.next()) {
                boolean audit = found.getString(2) != null;
                all = all.plus(new Deleted(audit ? 0 : 1, audit ? 1 : 0, 0, row(found.getLong(1))));
            }
        }
        return all;
    }

    /** How many labels it had. */
    private int row(long seq) throws SQLException {
        run(models, seq);
        run(row, seq);
        return run(labels, seq);
    }

    private int embeddings(RequestId id) throws SQLException {
        embedding.setString(1, id.value());
        return embedding.executeUpdate();
    }

    private static int run(PreparedStatement statement, long seq) throws SQLException {
        statement.setLong(1, seq);
        return statement.executeUpdate();
    }

    @Override
    public void close() throws SQLException {
        withAudits.close();
        labels.close();
        models.close();
        row.close();
        embedding.close();
    }
}
