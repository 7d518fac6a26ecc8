package dev.tutti.memory.store;

import dev.tutti.memory.outcome.Deletable;
import dev.tutti.memory.outcome.Deleted;
import dev.tutti.memory.outcome.LabelledRow;
import dev.tutti.memory.outcome.OutcomeQuery;
import dev.tutti.memory.store.RowReader.Named;
import dev.tutti.memory.store.RowReader.Numbered;
import dev.tutti.memory.store.RowSelection.SeqRange;
import dev.tutti.words.chat.KeyId;
import dev.tutti.words.chat.RequestId;
import java.util.List;
import java.util.Optional;

/** Deletes in chunks, between which others write: by name, since a number may be given anew meanwhile. */
final class LogDeletion {
    private static final int CHUNK = 256;

    private final GroupCommit writer;
    private final Readers readers;

    LogDeletion(GroupCommit writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    Deleted delete(Deletable what) {
        return switch (what) {
            case Deletable.OfRequest one -> delete(List.of(one.id()));
            case Deletable.OfKey all -> delete("outcome", all.key()).plus(delete("embedding", all.key()));
            case Deletable.OfSession session -> delete(session);
        };
    }

    private Deleted delete(List<RequestId> ids) {
        return writer.commit(rows -> rows.delete(ids));
    }

    private Deleted delete(String table, KeyId key) {
        Deleted all = Deleted.NOTHING;
        long seen = 0;
        while (true) {
            long after = seen;
            List<Named> chunk = readers.read(rows -> rows.ofKey(table, key, after, CHUNK));
            all = all.plus(delete(chunk.stream().map(Named::id).toList()));
            if (chunk.size() < CHUNK) {
                return all;
            }
            seen = chunk.getLast().seq();
        }
    }

    /** A session stands in the row alone: rows of its key are read for it. */
    private Deleted delete(Deletable.OfSession of) {
        Deleted all = Deleted.NOTHING;
        OutcomeQuery query = ofKey(of.key());
        SeqRange range = readers.read(rows -> rows.range(query));
        while (range.after() < range.last()) {
            SeqRange rest = range;
            List<Numbered> chunk = readers.read(rows -> rows.rows(query, rest, CHUNK));
            all = all.plus(delete(inSession(chunk, of.session())));
            range = range.rest(
                    chunk.size() < CHUNK ? range.last() : chunk.getLast().seq());
        }
        return all;
    }

    private static List<RequestId> inSession(List<Numbered> chunk, String session) {
        return chunk.stream()
                .flatMap(numbered -> numbered.row().stream())
                .map(LabelledRow::row)
                .filter(row -> row.session().equals(Optional.of(session)))
                .map(row -> row.id())
                .toList();
    }

    private static OutcomeQuery ofKey(KeyId key) {
        return new OutcomeQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(key),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                CHUNK);
    }
}
