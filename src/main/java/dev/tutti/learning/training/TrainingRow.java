package dev.tutti.learning.training;

import dev.tutti.memory.modelstore.World;
import dev.tutti.memory.outcome.LabelSource;

/** A row that trains, with the one score that counts. {@code sampled}: chance, not a person, picked it for labelling. */
record TrainingRow(LoggedRow row, double score, LabelSource source, boolean sampled) {
    World world() {
        return World.of(row.origin());
    }

    boolean audit() {
        return row.audit();
    }

    /** Neither an audit nor an import: a policy chose its plan. */
    boolean chosen() {
        return !audit() && !row.imported();
    }
}
