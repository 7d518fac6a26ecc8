package dev.tutti.edge.bench;

import dev.tutti.memory.outcome.Label;
import dev.tutti.memory.outcome.LabelledRow;
import dev.tutti.memory.outcome.OutcomeLog;
import dev.tutti.memory.outcome.OutcomeQuery;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.words.chat.RequestId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A log that makes its rows while it is read and holds none of them; it can only be read from end to end. */
final class MadeUpLog implements OutcomeLog {
    private final int rows;
    private final MadeUpRows made = new MadeUpRows();
    private long nanos;

    MadeUpLog(int rows) {
        this.rows = rows;
    }

    @Override
    public long scan(OutcomeQuery query, Consumer<LabelledRow> visitor) {
        int left = rows;
        for (int prompt = 0; left > 0; prompt++) {
            List<LabelledRow> ofPrompt = timed(prompt);
            ofPrompt.stream().limit(left).forEach(visitor);
            left -= ofPrompt.size();
        }
        return 0;
    }

    private List<LabelledRow> timed(int prompt) {
        long begun = System.nanoTime();
        List<LabelledRow> ofPrompt = made.of(prompt);
        nanos += System.nanoTime() - begun;
        return ofPrompt;
    }

    /** How long the making of rows took so far: features are read, which a log on a disk has done already. */
    double secondsOfMaking() {
        return nanos / 1e9;
    }

    @Override
    public long count() {
        return rows;
    }

    @Override
    public void append(OutcomeRow row) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int importRows(List<LabelledRow> more) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void label(Label label) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<LabelledRow> find(RequestId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<LabelledRow> page(OutcomeQuery query) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void requireWritable() {
        throw new UnsupportedOperationException();
    }
}
