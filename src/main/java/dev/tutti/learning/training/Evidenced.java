package dev.tutti.learning.training;

import java.util.List;

/**
 * The held-out part of the log that a challenger is judged on: full-information groups and rows that a policy chose, of
 * both only what chance picked for labelling. {@code picked}: how many held-out rows a person may have picked; they prove
 * nothing.
 */
record Evidenced(List<PromptGroup> groups, List<TrainingRow> rows, long picked) {
    Evidenced {
        groups = groups.stream().filter(PromptGroup::sampled).toList();
        rows = rows.stream().filter(row -> row.sampled() && row.chosen()).toList();
    }

    static Evidenced of(List<PromptGroup> groups, List<TrainingRow> rows) {
        return new Evidenced(
                groups, rows, rows.stream().filter(row -> !row.sampled()).count());
    }
}
