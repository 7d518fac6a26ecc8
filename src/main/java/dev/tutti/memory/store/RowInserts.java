package dev.tutti.memory.store;

import dev.tutti.memory.outcome.CallRecord;
import dev.tutti.memory.outcome.EmbeddingRow;
import dev.tutti.memory.outcome.Label;
import dev.tutti.memory.outcome.OutcomeJson;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.sense.budget.Pace;
import dev.tutti.sense.budget.Period;
import dev.tutti.words.chat.KeyId;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.RequestId;
import dev.tutti.words.chat.Usd;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.TreeSet;

/** The statements that write rows and labels, and those around them, prepared once. For one thread. */
final class RowInserts implements AutoCloseable {
    private final Words words;
    private final PreparedStatement begin;
    private final PreparedStatement commit;
    private final PreparedStatement row;
    private final PreparedStatement model;
    private final PreparedStatement spend;
    private final PreparedStatement pace;
    private final PreparedStatement label;
    private final PreparedStatement embedding;

    RowInserts(Connection connection) throws SQLException {
        words = new Words(connection);
        begin = connection.prepareStatement("BEGIN IMMEDIATE");
        commit = connection.prepareStatement("COMMIT");
        row = connection.prepareStatement(
                "INSERT INTO outcome (id, at, audit_of, body, strategy, key, task) VALUES (?, ?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (id) DO NOTHING");
        // A table without row ids: what it takes in does not become the last one inserted.
        model = connection.prepareStatement("INSERT INTO outcome_model (model, seq) VALUES (?, last_insert_rowid())");
        spend = connection.prepareStatement("INSERT INTO spend (key, day, picos) VALUES (?, ?, ?)"
                + " ON CONFLICT (key, day) DO UPDATE SET picos = picos + excluded.picos");
        pace = connection.prepareStatement("INSERT OR REPLACE INTO pace (key, base, ahead) VALUES (?, ?, ?)");
        label = connection.prepareStatement("INSERT INTO label (score, source, sampled, comment, at, seq)"
                + " SELECT ?, ?, ?, ?, ?, seq FROM outcome WHERE id = ?");
        embedding =
                connection.prepareStatement("INSERT INTO embedding (id, at, key, model, body) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (id) DO NOTHING");
    }

    void begin() throws SQLException {
        begin.execute();
    }

    void commit() throws SQLException {
        commit.execute();
    }

    /** False, and nothing of it written, when the id is there already. */
    boolean insert(OutcomeRow outcome, byte[] body) throws SQLException {
        // Before the row: a new word would take its place as the last one inserted.
        long[] models = models(outcome);
        row.setString(1, outcome.id().value());
        row.setLong(2, Micros.of(outcome.at()));
        row.setString(3, outcome.auditOf().map(RequestId::value).orElse(null));
        row.setBytes(4, body);
        row.setLong(5, words.number(outcome.plan().strategy().wireName()));
        row.setLong(6, words.number(outcome.key().value()));
        row.setLong(7, words.number(outcome.features().task()));
        if (row.executeUpdate() == 0) {
            return false;
        }
        for (long number : models) {
            model.setLong(1, number);
            model.executeUpdate();
        }
        return true;
    }

    /** Adds what the row cost to what its key has spent on the day of its request, and notes how its pacing stood. */
    void charge(OutcomeRow outcome) throws SQLException {
        charge(outcome.key(), outcome.came(), outcome.cost());
        if (outcome.receipt().pace().isPresent()) {
            keep(outcome.key(), outcome.receipt().pace().get());
        }
    }

    private void charge(KeyId key, Instant came, Usd cost) throws SQLException {
        spend.setLong(1, words.number(key.value()));
        spend.setLong(2, Period.day(came).toEpochDay());
        spend.setLong(3, cost.picos());
        spend.executeUpdate();
    }

    /** False, and nothing of it written, when the id is there already; else its key is charged for it, where one pays. */
    boolean insert(EmbeddingRow row) throws SQLException {
        embedding.setString(1, row.id().value());
        embedding.setLong(2, Micros.of(row.at()));
        embedding.setLong(3, words.number(row.key().value()));
        embedding.setLong(4, words.number(row.model().value()));
        embedding.setString(5, OutcomeJson.toJson(row).toString());
        if (embedding.executeUpdate() == 0) {
            return false;
        }
        if (row.paidByKey()) {
            charge(row.key(), row.came(), row.cost());
        }
        return true;
    }

    private void keep(KeyId key, Pace stood) throws SQLException {
        pace.setLong(1, words.number(key.value()));
        pace.setDouble(2, stood.base());
        pace.setDouble(3, stood.ahead());
        pace.executeUpdate();
    }

    private long[] models(OutcomeRow outcome) throws SQLException {
        TreeSet<ModelId> models = new TreeSet<>(outcome.plan().models());
        outcome.calls().stream().map(CallRecord::model).forEach(models::add);
        long[] numbers = new long[models.size()];
        int i = 0;
        for (ModelId id : models) {
            numbers[i++] = words.number(id.value());
        }
        return numbers;
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
        words.close();
        begin.close();
        commit.close();
        row.close();
        model.close();
        spend.close();
        pace.close();
        label.close();
        embedding.close();
    }
}
