package dev.tutti.memory.outcome;

import java.util.List;

/** A row with the labels that count: at most one of each source. */
public record LabelledRow(OutcomeRow row, List<Label> labels) {
    public LabelledRow {
        labels = List.copyOf(labels);
    }
}
