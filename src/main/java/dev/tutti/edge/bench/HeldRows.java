package dev.tutti.edge.bench;

import dev.tutti.memory.outcome.Label;
import dev.tutti.memory.outcome.LabelledRow;
import dev.tutti.memory.outcome.OutcomeLog;
import dev.tutti.memory.outcome.OutcomeQuery;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.words.chat.RequestId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** An outcome log in memory, for a benchmark that learns and forgets: it knows no queries but those of a time. */
final class HeldRows implements OutcomeLog {
    private final Map<RequestId, LabelledRow> rows = new LinkedHashMap<>();

    @Override
    public synchronized void append(OutcomeRow row) {
        if (rows.putIfAbsent(row.id(), new LabelledRow(row, List.of())) != null) {
            throw new IllegalArgumentException("there is a row " + row.id() + " already");
        }
    }

    @Override
    public synchronized int importRows(List<LabelledRow> more) {
        int before = rows.size();
        more.forEach(row -> rows.putIfAbsent(row.row().id(), row));
        return rows.size() - before;
    }

    @Override
    public synchronized void label(Label label) {
        rows.computeIfPresent(label.request(), (_, row) -> new LabelledRow(row.row(), List.of(label)));
    }

    @Override
    public synchronized Optional<LabelledRow> find(RequestId id) {
        return Optional.ofNullable(rows.get(id));
    }

    @Override
    public List<LabelledRow> page(OutcomeQuery query) {
        throw new UnsupportedOperationException("a benchmark's log is scanned, was asked for " + query);
    }

    @Override
    public long scan(OutcomeQuery query, Consumer<LabelledRow> visitor) {
        held().stream()
                .filter(held -> query.from().filter(held.row().at()::isBefore).isEmpty())
                .filter(held -> query.until().isEmpty()
                        || held.row().at().isBefore(query.until().get()))
                .forEach(visitor);
        return 0;
    }

    private synchronized List<LabelledRow> held() {
        return new ArrayList<>(rows.values());
    }

    @Override
    public synchronized long count() {
        return rows.size();
    }

    @Override
    public void requireWritable() {}
}
