package dev.tutti.memory.store;

import dev.tutti.memory.outcome.EmbeddingRow;
import dev.tutti.memory.outcome.Label;
import dev.tutti.memory.outcome.LabelSource;
import dev.tutti.memory.outcome.LabelledRow;
import dev.tutti.memory.outcome.OutcomeQuery;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.memory.store.RowSelection.SeqRange;
import dev.tutti.memory.tenancy.KeyStore;
import dev.tutti.sense.budget.Pace;
import dev.tutti.sense.evidence.Breach;
import dev.tutti.sense.evidence.Release;
import dev.tutti.words.chat.KeyId;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.RequestId;
import dev.tutti.words.chat.Usd;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Reads rows and the labels that count over one connection. For one thread at a time. */
final class RowReader implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(RowReader.class);

    private final Connection connection;
    private final Dictionaries dictionaries;
    private final PreparedStatement labels;

    /** The connection is this object's from now on. */
    RowReader(Connection connection, Dictionaries dictionaries) throws SQLException {
        this.connection = connection;
        this.dictionaries = dictionaries;
        this.labels = connection.prepareStatement("SELECT source, score, sampled, comment, at FROM label WHERE n IN"
                + " (SELECT max(n) FROM label WHERE seq = ? GROUP BY source) ORDER BY n");
    }

    Optional<LabelledRow> find(RequestId id) throws SQLException, IOException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT seq, id, body FROM outcome WHERE id = ?")) {
            statement.setString(1, id.value());
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? Optional.of(row(result)) : Optional.empty();
            }
        }
    }

    SeqRange range(OutcomeQuery query) throws SQLException {
        return RowSelection.range(query, connection);
    }

    List<Numbered> rows(OutcomeQuery query, SeqRange range, int limit) throws SQLException, IOException {
        RowSelection selection = RowSelection.of(query, range, limit);
        try (PreparedStatement statement = connection.prepareStatement(selection.sql())) {
            selection.bind(statement);
            return rows(statement);
        }
    }

    /** The next rows of the key in one of the tables that have such, whether or not they can be read. */
    List<Named> ofKey(String table, KeyId key, long after, int limit) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT seq, id FROM " + table
                + " WHERE key = (SELECT n FROM word WHERE text = ?) AND seq > ? ORDER BY seq LIMIT ?")) {
            select.setString(1, key.value());
            select.setLong(2, after);
            select.setInt(3, limit);
            List<Named> named = new ArrayList<>();
            try (ResultSet result = select.executeQuery()) {
                while (result.next()) {
                    named.add(new Named(result.getLong(1), new RequestId(result.getString(2))));
                }
            }
            return named;
        }
    }

    List<Release> releases() throws SQLException {
        List<Release> releases = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT model, at FROM release ORDER BY n")) {
            while (result.next()) {
                releases.add(new Release(new ModelId(result.getString(1)), Instant.parse(result.getString(2))));
            }
        }
        return releases;
    }

    List<Breach> breaches() throws SQLException {
        List<Breach> breaches = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT model, at FROM breach ORDER BY n")) {
            while (result.next()) {
                breaches.add(new Breach(new ModelId(result.getString(1)), Instant.parse(result.getString(2))));
            }
        }
        return breaches;
    }

    KeyStore.Kept keys() throws SQLException {
        return new KeyTable(connection).all();
    }

    Optional<EmbeddingRow> embedding(RequestId id) throws SQLException {
        return new EmbeddingTable(connection).find(id);
    }

    EmbeddingTable embeddings() {
        return new EmbeddingTable(connection);
    }

    long count() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT count(*) FROM outcome")) {
            return result.next() ? result.getLong(1) : 0;
        }
    }

    /** From one day up to but not including the other: at most a row a day. */
    Usd spent(KeyId key, LocalDate first, LocalDate end) throws SQLException {
        try (PreparedStatement sum = connection.prepareStatement("SELECT sum(picos) FROM spend"
                + " WHERE key = (SELECT n FROM word WHERE text = ?) AND day >= ? AND day < ?")) {
            sum.setString(1, key.value());
            sum.setLong(2, first.toEpochDay());
            sum.setLong(3, end.toEpochDay());
            try (ResultSet found = sum.executeQuery()) {
                return found.next() ? new Usd(found.getLong(1)) : Usd.ZERO;
            }
        }
    }

    Optional<Pace> pace(KeyId key) throws SQLException {
        try (PreparedStatement find = connection.prepareStatement(
                "SELECT base, ahead FROM pace WHERE key = (SELECT n FROM word WHERE text = ?)")) {
            find.setString(1, key.value());
            try (ResultSet found = find.executeQuery()) {
                return found.next() ? Optional.of(new Pace(found.getDouble(1), found.getDouble(2))) : Optional.empty();
            }
        }
    }

    private List<Numbered> rows(PreparedStatement statement) throws SQLException, IOException {
        List<Numbered> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                rows.add(new Numbered(result.getLong(1), readable(result)));
            }
        }
        return rows;
    }

    /** Empty where the row or a label of it is damaged: one bad row must not hide all others. */
    private Optional<LabelledRow> readable(ResultSet result) throws SQLException {
        try {
            return Optional.of(row(result));
        } catch (IOException | RuntimeException damaged) {
            LOG.warnf(
                    "Row %d of the outcome log cannot be read and is passed over: %s",
                    result.getLong(1), damaged.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    private LabelledRow row(ResultSet result) throws SQLException, IOException {
        OutcomeRow row = row(result.getBytes(3));
        return new LabelledRow(row, labels(result.getLong(1), new RequestId(result.getString(2))));
    }

    private OutcomeRow row(byte[] body) throws SQLException, IOException {
        return RowBody.decode(body, number -> dictionaries.numbered(number, this::dictionary));
    }

    private @Nullable Dictionary dictionary(int number) throws SQLException {
        try (PreparedStatement find = connection.prepareStatement("SELECT bytes FROM dictionary WHERE n = ?")) {
            find.setInt(1, number);
            try (ResultSet found = find.executeQuery()) {
                return found.next() ? new Dictionary(number, found.getBytes(1)) : null;
            }
        }
    }

    private List<Label> labels(long seq, RequestId id) throws SQLException, IOException {
        labels.setLong(1, seq);
        List<Label> found = new ArrayList<>();
        try (ResultSet result = labels.executeQuery()) {
            while (result.next()) {
                found.add(new Label(
                        id,
                        result.getDouble(2),
                        LabelSource.ofWireName(result.getString(1))
                                .orElseThrow(() -> new IOException("a label has an unknown source")),
                        result.getBoolean(3),
                        Optional.ofNullable(result.getString(4)),
                        Instant.parse(result.getString(5))));
            }
        }
        return found;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /** A row's place in the order of writing, and its id. */
    record Named(long seq, RequestId id) {}

    /** A row, unless it is damaged, and its place in the order of writing. */
    record Numbered(long seq, Optional<LabelledRow> row) {}
}
