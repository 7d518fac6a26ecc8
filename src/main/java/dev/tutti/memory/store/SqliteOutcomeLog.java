package dev.tutti.memory.store;

import dev.tutti.memory.outcome.Breaches;
import dev.tutti.memory.outcome.Deletable;
import dev.tutti.memory.outcome.Deleted;
import dev.tutti.memory.outcome.Deletions;
import dev.tutti.memory.outcome.EmbeddingLog;
import dev.tutti.memory.outcome.EmbeddingQuery;
import dev.tutti.memory.outcome.EmbeddingRow;
import dev.tutti.memory.outcome.Label;
import dev.tutti.memory.outcome.LabelledRow;
import dev.tutti.memory.outcome.OutcomeLog;
import dev.tutti.memory.outcome.OutcomeLogUnavailable;
import dev.tutti.memory.outcome.OutcomeQuery;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.memory.outcome.Releases;
import dev.tutti.memory.store.EmbeddingTable.Range;
import dev.tutti.memory.store.RowReader.Numbered;
import dev.tutti.memory.store.RowSelection.SeqRange;
import dev.tutti.memory.tenancy.KeyStore;
import dev.tutti.memory.tenancy.Paces;
import dev.tutti.memory.tenancy.Spending;
import dev.tutti.memory.tenancy.StoredKey;
import dev.tutti.sense.budget.Pace;
import dev.tutti.sense.evidence.Breach;
import dev.tutti.sense.evidence.Release;
import dev.tutti.words.chat.KeyId;
import dev.tutti.words.chat.RequestId;
import dev.tutti.words.chat.Usd;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The outcome log in one SQLite file: writes go through {@link GroupCommit}, reads beside it through {@link Readers}. */
final class SqliteOutcomeLog
        implements OutcomeLog, EmbeddingLog, Deletions, Releases, Breaches, Spending, Paces, KeyStore, AutoCloseable {
    private static final int SCAN_CHUNK = 256;
    private static final int IMPORT_CHUNK = 500;

    private final Dictionaries dictionaries = new Dictionaries();
    private final GroupCommit writer;
    private final Readers readers;
    private final Consumer<Label> labelled;

    SqliteOutcomeLog(Connections connections) throws SQLException {
        this(connections, _ -> {});
    }

    /** {@code labelled} hears of each label that was given here, once it is on disk. */
    SqliteOutcomeLog(Connections connections, Consumer<Label> labelled) throws SQLException {
        this.labelled = labelled;
        this.writer = new GroupCommit(new RowWriter(connections.writer()));
        this.readers = new Readers(connections, dictionaries);
    }

    static SqliteOutcomeLog open(Path folder) {
        return open(folder, Durability.STRICT);
    }

    /** {@link OutcomeLogUnavailable} with one line for people when the folder holds no log and none can be made. */
    static SqliteOutcomeLog open(Path folder, Durability durability) {
        return open(folder, durability, _ -> {});
    }

    static SqliteOutcomeLog open(Path folder, Durability durability, Consumer<Label> labelled) {
        OutcomeFile file = OutcomeFile.in(folder, durability);
        try {
            return new SqliteOutcomeLog(file, labelled);
        } catch (SQLException e) {
            throw new OutcomeLogUnavailable("the outcome log cannot be opened: " + e.getMessage(), e);
        }
    }

    /** Writes that wait for their turn. */
    int waiting() {
        return writer.waiting();
    }

    @Override
    public void append(OutcomeRow row) {
        byte[] body = encoded(row);
        if (!writer.commit(rows -> rows.append(row, body))) {
            throw new IllegalArgumentException("a row " + row.id() + " is there already");
        }
    }

    private byte[] encoded(OutcomeRow row) {
        return RowBody.encode(row, dictionaries.of(row, this::stored));
    }

    private Dictionary stored(String kind, byte[] text) {
        return writer.commit(rows -> rows.dictionary(kind, text));
    }

    @Override
    public int importRows(List<LabelledRow> rows) {
        int added = 0;
        for (int from = 0; from < rows.size(); from += IMPORT_CHUNK) {
            added += importChunk(rows.subList(from, Math.min(rows.size(), from + IMPORT_CHUNK)));
        }
        return added;
    }

    /** Encodes before it queues, so that the one writer only writes. */
    private int importChunk(List<LabelledRow> chunk) {
        List<byte[]> bodies = new ArrayList<>(chunk.size());
        chunk.forEach(labelled -> bodies.add(encoded(labelled.row())));
        return writer.commit(rows -> {
            int added = 0;
            for (int i = 0; i < bodies.size(); i++) {
                if (rows.insert(chunk.get(i).row(), bodies.get(i))) {
                    added++;
                    for (Label label : chunk.get(i).labels()) {
                        rows.insert(label);
                    }
                }
            }
            return added;
        });
    }

    @Override
    public void label(Label label) {
        if (!writer.commit(rows -> rows.insert(label))) {
            throw new IllegalArgumentException("there is no row " + label.request() + " to label");
        }
        labelled.accept(label);
    }

    @Override
    public Optional<LabelledRow> find(RequestId id) {
        return readers.read(rows -> rows.find(id));
    }

    @Override
    public List<LabelledRow> page(OutcomeQuery query) {
        return readers.read(rows -> rows.rows(query, rows.range(query), query.limit())).stream()
                .flatMap(numbered -> numbered.row().stream())
                .toList();
    }

    /** In chunks, between which no connection is held: a slow visitor keeps neither a reader nor the WAL. */
    @Override
    public long scan(OutcomeQuery query, Consumer<LabelledRow> visitor) {
        long damaged = 0;
        SeqRange range = readers.read(rows -> rows.range(query));
        while (range.after() < range.last()) {
            SeqRange rest = range;
            List<Numbered> chunk = readers.read(rows -> rows.rows(query, rest, SCAN_CHUNK));
            chunk.forEach(numbered -> numbered.row().ifPresent(visitor));
            damaged +=
                    chunk.stream().filter(numbered -> numbered.row().isEmpty()).count();
            long seen =
                    chunk.size() < SCAN_CHUNK ? range.last() : chunk.getLast().seq();
            range = range.rest(seen);
        }
        return damaged;
    }

    @Override
    public void append(EmbeddingRow row) {
        if (!writer.commit(rows -> rows.append(row))) {
            throw new IllegalArgumentException("a row " + row.id() + " is there already");
        }
    }

    @Override
    public Optional<EmbeddingRow> findEmbedding(RequestId id) {
        return readers.read(rows -> rows.embedding(id));
    }

    @Override
    public List<EmbeddingRow> page(EmbeddingQuery query) {
        return readers
                .read(rows -> {
                    EmbeddingTable table = rows.embeddings();
                    return table.rows(query, table.range(query), query.limit());
                })
                .stream()
                .map(EmbeddingTable.Numbered::row)
                .toList();
    }

    @Override
    public void scan(EmbeddingQuery query, Consumer<EmbeddingRow> visitor) {
        Range range = readers.read(rows -> rows.embeddings().range(query));
        while (range.after() < range.last()) {
            Range rest = range;
            List<EmbeddingTable.Numbered> chunk =
                    readers.read(rows -> rows.embeddings().rows(query, rest, SCAN_CHUNK));
            chunk.forEach(numbered -> visitor.accept(numbered.row()));
            range = new Range(
                    chunk.size() < SCAN_CHUNK ? range.last() : chunk.getLast().seq(), range.last());
        }
    }

    @Override
    public Deleted delete(Deletable what) {
        return new LogDeletion(writer, readers).delete(what);
    }

    @Override
    public void add(Release release) {
        writer.commit(rows -> {
            rows.insert(release);
            return true;
        });
    }

    @Override
    public List<Release> all() {
        return readers.read(RowReader::releases);
    }

    @Override
    public void add(Breach breach) {
        writer.commit(rows -> {
            rows.insert(breach);
            return true;
        });
    }

    @Override
    public List<Breach> breaches() {
        return readers.read(RowReader::breaches);
    }

    @Override
    public Usd spent(KeyId key, LocalDate first, LocalDate end) {
        return readers.read(rows -> rows.spent(key, first, end));
    }

    @Override
    public Optional<Pace> pace(KeyId key) {
        return readers.read(rows -> rows.pace(key));
    }

    @Override
    public boolean add(StoredKey key) {
        return writer.commit(rows -> rows.insert(key));
    }

    @Override
    public boolean revoke(KeyId name, Instant at) {
        return writer.commit(rows -> rows.revoke(name, at));
    }

    @Override
    public Kept keys() {
        return readers.read(RowReader::keys);
    }

    @Override
    public long count() {
        return readers.read(RowReader::count);
    }

    @Override
    public void requireWritable() {
        writer.commit(RowWriter::mark);
    }

    /** Writes what was accepted, then lets go of the file. */
    @Override
    public void close() {
        try {
            writer.close();
            readers.close();
        } catch (SQLException e) {
            throw new OutcomeLogUnavailable("the outcome log was not closed in order: " + e.getMessage(), e);
        }
    }
}
