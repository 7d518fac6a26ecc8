package dev.tutti.learning.training;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What the log holds for training: rows and full-information groups in order of time, how many rows were read, and what was dropped why. */
record TrainingRows(long read, List<TrainingRow> rows, List<PromptGroup> groups, Map<DropReason, Long> dropped) {
    TrainingRows {
        rows = List.copyOf(rows);
        groups = List.copyOf(groups);
        Map<DropReason, Long> copy = new EnumMap<>(DropReason.class);
        copy.putAll(dropped);
        dropped = Collections.unmodifiableMap(copy);
    }

    /** The rows that a policy chose. */
    List<TrainingRow> chosen() {
        return rows.stream().filter(TrainingRow::chosen).toList();
    }
}
