package dev.tutti.learning.training;

import java.util.List;

/** The held-out part of the log that a challenger is judged on: full-information groups and rows that a policy chose. */
record Evidenced(List<PromptGroup> groups, List<TrainingRow> rows) {
    /** Only what chance picked for labelling: the rest trains, but proves nothing. */
    Evidenced {
        groups = groups.stream().filter(PromptGroup::sampled).toList();
        rows = rows.stream().filter(row -> row.sampled() && row.chosen()).toList();
    }
}
