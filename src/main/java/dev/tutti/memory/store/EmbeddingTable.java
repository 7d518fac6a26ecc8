package dev.tutti.memory.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.memory.outcome.EmbeddingQuery;
import dev.tutti.memory.outcome.EmbeddingRow;
import dev.tutti.memory.outcome.OutcomeJson;
import dev.tutti.words.chat.KeyId;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.RequestId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the table of embeddings over one connection. For one thread at a time. */
final class EmbeddingTable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String WORD = "(SELECT n FROM word WHERE text = ?)";

    private final Connection connection;

    EmbeddingTable(Connection connection) {
        this.connection = connection;
    }

    Optional<EmbeddingRow> find(RequestId id) throws SQLException {
        try (PreparedStatement find = connection.prepareStatement("SELECT seq, body FROM embedding WHERE id = ?")) {
            find.setString(1, id.value());
            return rows(find).stream().map(Numbered::row).findFirst();
        }
    }

    /** After which number the rows of the query are that are there now, and up to which. */
    Range range(EmbeddingQuery query) throws SQLException {
        long after = query.after().isPresent() ? seqOf(query.after().get()) : 0L;
        try (PreparedStatement last = connection.prepareStatement("SELECT max(seq) FROM embedding");
                ResultSet found = last.executeQuery()) {
            return new Range(after, found.next() ? found.getLong(1) : 0);
        }
    }

    /** The first ones in the range. */
    List<Numbered> rows(EmbeddingQuery query, Range range, int limit) throws SQLException {
        List<Object> values = new ArrayList<>();
        StringBuilder sql = new StringBuilder("SELECT seq, body FROM embedding WHERE seq > ? AND seq <= ?");
        values.add(range.after());
        values.add(range.last());
        and(sql, "at >= ?", query.from().map(Micros::of), values);
        and(sql, "at < ?", query.until().map(Micros::of), values);
        and(sql, "model = " + WORD, query.model().map(ModelId::value), values);
        and(sql, "key = " + WORD, query.key().map(KeyId::value), values);
        sql.append(" ORDER BY seq LIMIT ?");
        values.add(limit);
        try (PreparedStatement select = connection.prepareStatement(sql.toString())) {
            for (int i = 0; i < values.size(); i++) {
                select.setObject(i + 1, values.get(i));
            }
            return rows(select);
        }
    }

    /** Rows written after the one and up to the other. */
    record Range(long after, long last) {}

    /** A row and its place in the order of writing. */
    record Numbered(long seq, EmbeddingRow row) {}

    private static void and(StringBuilder sql, String condition, Optional<?> value, List<Object> values) {
        value.ifPresent(given -> {
            sql.append(" AND ").append(condition);
            values.add(given);
        });
    }

    private long seqOf(RequestId id) throws SQLException {
        try (PreparedStatement find = connection.prepareStatement("SELECT seq FROM embedding WHERE id = ?")) {
            find.setString(1, id.value());
            try (ResultSet found = find.executeQuery()) {
                if (!found.next()) {
                    throw new IllegalArgumentException("there is no row " + id + " to go on after");
                }
                return found.getLong(1);
            }
        }
    }

    private static List<Numbered> rows(PreparedStatement select) throws SQLException {
        List<Numbered> rows = new ArrayList<>();
        try (ResultSet result = select.executeQuery()) {
            while (result.next()) {
                rows.add(new Numbered(result.getLong(1), row(result.getString(2))));
            }
        }
        return rows;
    }

    private static EmbeddingRow row(String body) throws SQLException {
        try {
            return OutcomeJson.embeddingOf((ObjectNode) JSON.readTree(body));
        } catch (JsonProcessingException | RuntimeException damaged) {
            throw new SQLException(
                    "a row of embeddings is damaged: " + damaged.getClass().getSimpleName());
        }
    }
}
