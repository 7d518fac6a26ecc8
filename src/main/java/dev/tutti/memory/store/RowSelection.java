package dev.tutti.memory.store;

import dev.tutti.memory.outcome.OutcomeQuery;
import dev.tutti.words.chat.KeyId;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.RequestId;
import dev.tutti.words.plan.Strategy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The SQL of an {@link OutcomeQuery}: rows in the order of writing, found through the index of one of its conditions.
 * Time conditions first narrow the range of {@code seq}, so that the order of time never has to be sorted back.
 */
final class RowSelection {
    private static final String WORD = " = (SELECT n FROM word WHERE text = ?)";

    private final StringBuilder sql;
    private final List<Object> values = new ArrayList<>();

    private RowSelection(Optional<ModelId> model) {
        sql = new StringBuilder("SELECT o.seq, o.id, o.body FROM ");
        if (model.isPresent()) {
            sql.append("outcome_model m CROSS JOIN outcome o ON o.seq = m.seq WHERE m.model")
                    .append(WORD);
            values.add(model.get().value());
        } else {
            sql.append("outcome o WHERE TRUE");
        }
    }

    /** The first rows of the query whose {@code seq} is within the range. */
    static RowSelection of(OutcomeQuery query, SeqRange range, int limit) {
        RowSelection selection = new RowSelection(query.model());
        String seq = query.model().isPresent() ? "m.seq" : "o.seq";
        selection.and(seq + " > ?", Optional.of(range.after()));
        selection.and(seq + " <= ?", Optional.of(range.last()));
        query.spread().filter(_ -> range.every() != SeqRange.ALL).ifPresent(some -> selection.thin(seq, range, some));
        selection.and("+o.at >= ?", query.from().map(Micros::of));
        selection.and("+o.at < ?", query.until().map(Micros::of));
        selection.and("o.strategy" + WORD, query.strategy().map(Strategy::wireName));
        selection.and("o.key" + WORD, query.key().map(KeyId::value));
        selection.and("o.task" + WORD, query.task());
        selection.and("o.audit_of = ?", query.auditOf().map(RequestId::value));
        selection.sql.append(" ORDER BY ").append(seq).append(" LIMIT ?");
        selection.values.add(limit);
        return selection;
    }

    /** Each so-manieth row, and those with a label where they are wanted: by their numbers, so that no other is looked at. */
    private void thin(String seq, SeqRange range, OutcomeQuery.Spread some) {
        sql.append(" AND ").append(seq).append(" IN (");
        if (range.every() != SeqRange.NONE) {
            sql.append("WITH RECURSIVE spread (n) AS"
                    + " (SELECT ? UNION ALL SELECT n + ? FROM spread WHERE n + ? <= ?) SELECT n FROM spread");
            long first = (range.after() / range.every() + 1) * range.every();
            values.addAll(List.of(first, range.every(), range.every(), range.last()));
        }
        if (some.labelled()) {
            sql.append(range.every() == SeqRange.NONE ? "" : " UNION ")
                    .append("SELECT seq FROM label WHERE seq > ? AND seq <= ?");
            values.addAll(List.of(range.after(), range.last()));
        }
        sql.append(')');
    }

    private void and(String condition, Optional<?> value) {
        value.ifPresent(given -> {
            sql.append(" AND ").append(condition);
            values.add(given);
        });
    }

    String sql() {
        return sql.toString();
    }

    void bind(PreparedStatement statement) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, values.get(i));
        }
    }

    /** The range of {@code seq} in which the query's rows of now lie. */
    static SeqRange range(OutcomeQuery query, Connection connection) throws SQLException {
        long after = query.after().isPresent() ? seqOf(query.after().get(), connection) : 0;
        boolean timed = query.from().isPresent() || query.until().isPresent();
        String sql = timed
                ? "SELECT min(seq), max(seq) FROM outcome INDEXED BY outcome_at WHERE at >= ? AND at < ?"
                : "SELECT 1, max(seq) FROM outcome";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            if (timed) {
                statement.setLong(1, query.from().map(Micros::of).orElse(Long.MIN_VALUE));
                statement.setLong(2, query.until().map(Micros::of).orElse(Long.MAX_VALUE));
            }
            try (ResultSet result = statement.executeQuery()) {
                return result.next()
                        ? SeqRange.of(Math.max(after, result.getLong(1) - 1), result.getLong(2), query.spread())
                        : new SeqRange(after, 0, SeqRange.ALL);
            }
        }
    }

    private static long seqOf(RequestId id, Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT seq FROM outcome WHERE id = ?")) {
            statement.setString(1, id.value());
            try (ResultSet result = statement.executeQuery()) {
                if (!result.next()) {
                    throw new IllegalArgumentException("there is no row " + id + " to go on after");
                }
                return result.getLong(1);
            }
        }
    }

    /** Rows written after the one and up to the other; in a spread the ones whose number {@code every} divides. */
    record SeqRange(long after, long last, long every) {
        static final long ALL = 1;
        static final long NONE = 0;

        private static SeqRange of(long after, long last, Optional<OutcomeQuery.Spread> spread) {
            return new SeqRange(
                    after,
                    last,
                    spread.map(some -> every(last - after, some.most())).orElse(ALL));
        }

        private static long every(long rows, int most) {
            return most == 0 ? NONE : Math.max(ALL, Math.ceilDiv(rows, most));
        }

        /** Those that were written after that one. */
        SeqRange rest(long seen) {
            return new SeqRange(seen, last, every);
        }
    }
}
