package dev.tutti.memory.outcome;

import dev.tutti.words.chat.RequestId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** An outcome log that forgets everything with the test; it keeps rows and labels and knows only the query's times, audited request and limit. */
public final class HeapOutcomeLog implements OutcomeLog {
    private final Map<RequestId, OutcomeRow> rows = new LinkedHashMap<>();
    private final Map<RequestId, Map<LabelSource, Label>> labels = new LinkedHashMap<>();
    private final List<Label> history = new ArrayList<>();

    @Override
    public synchronized void append(OutcomeRow row) {
        if (rows.putIfAbsent(row.id(), row) != null) {
            throw new IllegalArgumentException("a row " + row.id() + " is there already");
        }
    }

    @Override
    public synchronized int importRows(List<LabelledRow> imported) {
        int added = 0;
        for (LabelledRow labelled : imported) {
            if (rows.putIfAbsent(labelled.row().id(), labelled.row()) == null) {
                labelled.labels().forEach(this::label);
                added++;
            }
        }
        return added;
    }

    @Override
    public synchronized void label(Label label) {
        if (!rows.containsKey(label.request())) {
            throw new IllegalArgumentException("there is no row " + label.request() + " to label");
        }
        labels.computeIfAbsent(label.request(), id -> new LinkedHashMap<>()).put(label.source(), label);
        history.add(label);
    }

    /** Those that count no more too, in the order in which they came. */
    public synchronized List<Label> everyLabel() {
        return List.copyOf(history);
    }

    @Override
    public synchronized Optional<LabelledRow> find(RequestId id) {
        return Optional.ofNullable(rows.get(id)).map(this::labelled);
    }

    @Override
    public List<LabelledRow> page(OutcomeQuery query) {
        List<LabelledRow> page = new ArrayList<>();
        scan(query, page::add);
        return page.subList(0, Math.min(page.size(), query.limit()));
    }

    @Override
    public synchronized long scan(OutcomeQuery query, Consumer<LabelledRow> visitor) {
        requireOnlyWhatItKnows(query);
        List<LabelledRow> found = rows.values().stream()
                .filter(row -> query.from().isEmpty()
                        || !row.at().isBefore(query.from().get()))
                .filter(row -> query.until().isEmpty()
                        || row.at().isBefore(query.until().get()))
                .filter(row -> query.auditOf().isEmpty() || row.auditOf().equals(query.auditOf()))
                .map(this::labelled)
                .toList();
        spread(query, found).forEach(visitor);
        return 0;
    }

    private static List<LabelledRow> spread(OutcomeQuery query, List<LabelledRow> found) {
        if (query.spread().isEmpty()) {
            return found;
        }
        boolean labelled = query.spread().get().labelled();
        int most = query.spread().get().most();
        int every = most == 0 ? Integer.MAX_VALUE : Math.max(1, Math.ceilDiv(found.size(), most));
        return IntStream.range(0, found.size())
                .filter(i -> (labelled && !found.get(i).labels().isEmpty()) || (i + 1) % every == 0)
                .mapToObj(found::get)
                .toList();
    }

    @Override
    public synchronized long count() {
        return rows.size();
    }

    @Override
    public void requireWritable() {}

    private LabelledRow labelled(OutcomeRow row) {
        return new LabelledRow(
                row, List.copyOf(labels.getOrDefault(row.id(), Map.of()).values()));
    }

    private static void requireOnlyWhatItKnows(OutcomeQuery query) {
        OutcomeQuery all = OutcomeQuery.all(query.limit());
        OutcomeQuery timeless = new OutcomeQuery(
                Optional.empty(),
                Optional.empty(),
                query.strategy(),
                query.model(),
                query.key(),
                query.task(),
                Optional.empty(),
                query.after(),
                query.limit());
        if (!timeless.equals(all)) {
            throw new UnsupportedOperationException(
                    "this log selects by time and audited request alone, asked for " + query);
        }
    }
}
