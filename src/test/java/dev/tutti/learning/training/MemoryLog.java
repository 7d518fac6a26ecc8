package dev.tutti.learning.training;

import dev.tutti.memory.outcome.Label;
import dev.tutti.memory.outcome.LabelledRow;
import dev.tutti.memory.outcome.OutcomeLog;
import dev.tutti.memory.outcome.OutcomeLogUnavailable;
import dev.tutti.memory.outcome.OutcomeQuery;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.words.chat.RequestId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** An outcome log in a list; it knows no queries but "all". */
public final class MemoryLog implements OutcomeLog {
    private final List<LabelledRow> rows = new ArrayList<>();
    private boolean down;
    private int damaged;

    /** From here on it cannot be read, or can again. */
    synchronized void down(boolean is) {
        down = is;
    }

    /** So many further rows cannot be read. */
    synchronized void damaged(int rows) {
        damaged = rows;
    }

    /** Deletes the oldest. */
    synchronized void forget(int oldest) {
        rows.subList(0, oldest).clear();
    }

    @Override
    public synchronized void append(OutcomeRow row) {
        rows.add(new LabelledRow(row, List.of()));
    }

    @Override
    public synchronized int importRows(List<LabelledRow> more) {
        rows.addAll(more);
        return more.size();
    }

    @Override
    public synchronized void label(Label label) {
        rows.replaceAll(
                row -> row.row().id().equals(label.request()) ? new LabelledRow(row.row(), List.of(label)) : row);
    }

    @Override
    public synchronized Optional<LabelledRow> find(RequestId id) {
        return rows.stream().filter(row -> row.row().id().equals(id)).findFirst();
    }

    @Override
    public synchronized List<LabelledRow> page(OutcomeQuery query) {
        if (down) {
            throw new OutcomeLogUnavailable("the log is down", new IllegalStateException());
        }
        return List.copyOf(rows);
    }

    @Override
    public synchronized long scan(OutcomeQuery query, Consumer<LabelledRow> visitor) {
        page(query).forEach(visitor);
        return damaged;
    }

    @Override
    public synchronized long count() {
        return rows.size();
    }

    @Override
    public void requireWritable() {}
}
