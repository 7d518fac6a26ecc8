package dev.tutti.learning.drift;

import dev.tutti.memory.outcome.LabelledRow;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.words.chat.ModelId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the rows since a release's training say of drift; the same rows in the same order say the same. Not safe for threads. */
final class Evidence {
    private final Ground ground;
    private final Map<ModelId, PageHinkley> qualities;
    private final ClusterShift shift;
    private final Map<ModelId, ServedVersions> versions;

    Evidence(
            Ground ground,
            Map<ModelId, PageHinkley> qualities,
            ClusterShift shift,
            Map<ModelId, ServedVersions> versions) {
        this.ground = ground;
        this.qualities = qualities;
        this.shift = shift;
        this.versions = versions;
    }

    Evidence copy() {
        Map<ModelId, ServedVersions> own = new HashMap<>();
        versions.forEach((model, seen) -> own.put(model, seen.copy()));
        return new Evidence(ground, new HashMap<>(qualities), shift.copy(), own);
    }

    /** A further row; {@code settled}: no label of it is waited for. */
    void add(LabelledRow labelled, boolean settled) {
        OutcomeRow row = labelled.row();
        if (row.imported() || row.cached()) {
            return;
        }
        row.calls()
                .forEach(call -> call.servedModel()
                        .ifPresent(id -> versions.computeIfAbsent(call.model(), model -> new ServedVersions())
                                .served(id, row.at())));
        if (row.auditOf().isEmpty()) {
            request(labelled, settled);
        }
    }

    /** A further row of those that stand for all. */
    void prompt(LabelledRow labelled) {
        OutcomeRow row = labelled.row();
        if (row.auditOf().isEmpty() && !row.imported() && !row.cached()) {
            ground.cluster(row).ifPresent(cluster -> shift.add(cluster, row.at()));
        }
    }

    private void request(LabelledRow labelled, boolean settled) {
        OutcomeRow row = labelled.row();
        // Another release predicted otherwise: its residuals have another mean.
        if (row.receipt().routerVersion().equals(ground.version())) {
            Residual.of(labelled, settled)
                    .ifPresent(residual -> qualities.compute(
                            residual.model(),
                            (model, state) -> (state == null ? PageHinkley.start(residual.belief()) : state)
                                    .after(residual.value(), residual.weight(), row.at())));
        }
    }

    /** What drifts, by kind and model. */
    List<Drift> drifts() {
        List<Drift> drifts = new ArrayList<>();
        new TreeMap<>(qualities)
                .forEach((model, state) -> state.since().ifPresent(since -> drifts.add(Drift.quality(model, since))));
        shift.since().ifPresent(since -> drifts.add(Drift.prompts(since)));
        new TreeMap<>(versions)
                .forEach((model, seen) -> seen.change().ifPresent(change -> drifts.add(Drift.version(model, change))));
        return drifts;
    }
}
