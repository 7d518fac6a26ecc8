package dev.tutti.memory.outcome;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Takes lines into a log, a few hundred at a time, so that an import of any length needs little memory. Rows whose id is
 * there already, or came before in the same import, count as duplicates and change nothing.
 */
public final class OutcomeImport {
    private static final int CHUNK = 500;
    private static final int MOST_REJECTED_SHOWN = 1_000;

    private final ImportReader reader;
    private final OutcomeLog log;
    private final List<LabelledRow> waiting = new ArrayList<>();
    private final List<ImportLine.Rejected> rejected = new ArrayList<>();
    private long lines;
    private long accepted;
    private long duplicates;
    private long rejections;

    private OutcomeImport(ImportReader reader, OutcomeLog log) {
        this.reader = reader;
        this.log = log;
    }

    /** Empty lines are passed over, but counted as lines. {@link OutcomeLogUnavailable} leaves whole chunks imported. */
    public static Report run(Iterator<String> lines, ImportReader reader, OutcomeLog log) {
        OutcomeImport run = new OutcomeImport(reader, log);
        lines.forEachRemaining(run::take);
        run.flush();
        return new Report(run.accepted, run.duplicates, run.rejections, run.rejected);
    }

    private void take(String line) {
        lines++;
        if (line.isBlank()) {
            return;
        }
        switch (reader.read(lines, line)) {
            case ImportLine.Accepted row -> waiting.add(row.row());
            case ImportLine.Rejected fault -> reject(fault);
        }
        if (waiting.size() == CHUNK) {
            flush();
        }
    }

    private void reject(ImportLine.Rejected fault) {
        rejections++;
        if (rejected.size() < MOST_REJECTED_SHOWN) {
            rejected.add(fault);
        }
    }

    private void flush() {
        int added = log.importRows(waiting);
        accepted += added;
        duplicates += waiting.size() - added;
        waiting.clear();
    }

    /** How many lines came to what; {@code rejected} names the first 1,000 of {@code rejections}. */
    public record Report(long accepted, long duplicates, long rejections, List<ImportLine.Rejected> rejected) {
        public Report {
            rejected = List.copyOf(rejected);
        }
    }
}
