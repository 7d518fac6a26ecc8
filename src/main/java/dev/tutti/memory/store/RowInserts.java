package dev.tutti.memory.store;

import dev.tutti.memory.outcome.CallRecord;
import dev.tutti.memory.outcome.Label;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.RequestId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.TreeSet;

/** The statements that write rows and labels, prepared once. For one thread. */
final class RowInserts implements AutoCloseable {
    private static final String NUMBER_OF_WORD = "(SELECT n FROM word WHERE text = ?)";

    private final PreparedStatement word;
    private final PreparedStatement row;
    private final PreparedStatement model;
    private final PreparedStatement label;

    RowInserts(Connection connection) throws SQLException {
        word = connection.prepareStatement("INSERT INTO word (text) VALUES (?) ON CONFLICT DO NOTHING");
        row = connection.prepareStatement(
                "INSERT INTO outcome (id, at, audit_of, body, strategy, key, task) VALUES (?, ?, ?, ?, "
                        + NUMBER_OF_WORD + ", " + NUMBER_OF_WORD + ", " + NUMBER_OF_WORD
                        + ") ON CONFLICT (id) DO NOTHING");
        model = connection.prepareStatement("INSERT INTO outcome_model (model, seq) VALUES (" + NUMBER_OF_WORD
                + ", (SELECT seq FROM outcome WHERE id = ?))");
        label = connection.prepareStatement("INSERT INTO label (score, source, sampled, comment, at, seq)"
                + " SELECT ?, ?, ?, ?, ?, seq FROM outcome WHERE id = ?");
    }

    /** False, and nothing of it written, when the id is there already. */
    boolean insert(OutcomeRow outcome, byte[] body) throws SQLException {
        String strategy = outcome.plan().strategy().wireName();
        String key = outcome.key().value();
        String task = outcome.features().task();
        remember(strategy);
        remember(key);
        remember(task);
        row.setString(1, outcome.id().value());
        row.setLong(2, Micros.of(outcome.at()));
        row.setString(3, outcome.auditOf().map(RequestId::value).orElse(null));
        row.setBytes(4, body);
        row.setString(5, strategy);
        row.setString(6, key);
        row.setString(7, task);
        if (row.executeUpdate() == 0) {
            return false;
        }
        insertModels(outcome);
        return true;
    }

    private void insertModels(OutcomeRow outcome) throws SQLException {
        TreeSet<ModelId> models = new TreeSet<>(outcome.plan().models());
        outcome.calls().stream().map(CallRecord::model).forEach(models::add);
        for (ModelId id : models) {
            remember(id.value());
            model.setString(1, id.value());
            model.setString(2, outcome.id().value());
            model.executeUpdate();
        }
    }

    private void remember(String text) throws SQLException {
        word.setString(1, text);
        word.executeUpdate();
    }

    /** False when there is no such row. */
    boolean insert(Label given) throws SQLException {
        label.setDouble(1, given.score());
        label.setString(2, given.source().wireName());
        label.setBoolean(3, given.randomlySampled());
        if (given.comment().isPresent()) {
            label.setString(4, given.comment().get());
        } else {
            label.setNull(4, Types.VARCHAR);
        }
        label.setString(5, given.at().toString());
        label.setString(6, given.request().value());
        return label.executeUpdate() > 0;
    }

    @Override
    public void close() throws SQLException {
        word.close();
        row.close();
        model.close();
        label.close();
    }
}
