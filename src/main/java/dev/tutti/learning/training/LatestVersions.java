package dev.tutti.learning.training;

import dev.tutti.learning.drift.ServedVersions;
import dev.tutti.memory.outcome.CallRecord;
import dev.tutti.memory.outcome.OutcomeLog;
import dev.tutti.memory.outcome.OutcomeQuery;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.words.chat.ModelId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Since when each model is the version that it is now, by the ids that its provider served it under. */
final class LatestVersions {
    /** Where a model is one model, whatever it is served as. */
    static final LatestVersions NOT_TOLD_APART = new LatestVersions(Map.of());

    private final Map<ModelId, Instant> since;

    private LatestVersions(Map<ModelId, Instant> since) {
        this.since = Map.copyOf(since);
    }

    /** Reads the whole log. */
    static LatestVersions in(OutcomeLog log) {
        Map<ModelId, ServedVersions> seen = new HashMap<>();
        log.scan(OutcomeQuery.all(Integer.MAX_VALUE), labelled -> add(labelled.row(), seen));
        Map<ModelId, Instant> since = new HashMap<>();
        seen.forEach((model, versions) -> versions.change().ifPresent(change -> since.put(model, change.since())));
        return new LatestVersions(since);
    }

    private static void add(OutcomeRow row, Map<ModelId, ServedVersions> seen) {
        if (row.imported()) {
            return;
        }
        for (CallRecord call : row.calls()) {
            call.servedModel()
                    .ifPresent(id -> seen.computeIfAbsent(call.model(), _ -> new ServedVersions())
                            .served(id, row.at()));
        }
    }

    /** Whether some model had a part in the row, or was to have one, that is another version now. */
    boolean isFormer(OutcomeRow row) {
        return !since.isEmpty()
                && Stream.concat(
                                row.plan().models().stream(),
                                row.calls().stream().map(CallRecord::model))
                        .anyMatch(model -> Optional.ofNullable(since.get(model))
                                .filter(row.at()::isBefore)
                                .isPresent());
    }
}
