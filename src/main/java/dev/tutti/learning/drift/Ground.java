package dev.tutti.learning.drift;

import dev.tutti.memory.modelstore.RouterModel;
import dev.tutti.memory.outcome.LabelledRow;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.words.chat.ModelId;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What the serving release learned from, as far as drift is measured against it; without a release, nothing. */
final class Ground {
    /** The version that rows name when no release decided. */
    private static final String NO_RELEASE = "none";

    private final String version;
    /** A release takes megabytes, and one that no longer serves is not kept for this. */
    private final Optional<WeakReference<RouterModel>> release;

    private final ClusterShift.Histogram clusters = new ClusterShift.Histogram();
    private final Map<ModelId, ServedVersions> versions = new HashMap<>();

    Ground(Optional<RouterModel> release) {
        version = version(release);
        this.release = release.map(WeakReference::new);
    }

    /** Whether it is that of what serves: the very same, since of another one of its name the clusters are not at hand. */
    boolean isOf(Optional<RouterModel> serving) {
        return serving.map(router -> release.filter(own -> own.refersTo(router)).isPresent())
                .orElseGet(release::isEmpty);
    }

    /** A row of the window of the release's training. */
    void add(LabelledRow labelled) {
        labelled.row()
                .calls()
                .forEach(call -> call.servedModel()
                        .ifPresent(id -> versions.computeIfAbsent(call.model(), model -> new ServedVersions())
                                .learned(id)));
    }

    /** One of those that stand for all of that window. */
    void prompt(LabelledRow labelled) {
        OutcomeRow row = labelled.row();
        if (row.auditOf().isEmpty() && !row.cached()) {
            cluster(row).ifPresent(cluster -> clusters.add(cluster, 1));
        }
    }

    OptionalInt cluster(OutcomeRow row) {
        return release.map(WeakReference::get)
                .map(router -> OptionalInt.of(router.cluster(row.features())))
                .filter(cluster -> cluster.getAsInt() >= 0)
                .orElseGet(OptionalInt::empty);
    }

    String version() {
        return version;
    }

    private static String version(Optional<RouterModel> release) {
        return release.map(RouterModel::version).orElse(NO_RELEASE);
    }

    /** Nothing seen yet but what the release learned from. */
    Evidence evidence() {
        Map<ModelId, ServedVersions> own = new HashMap<>();
        versions.forEach((model, seen) -> own.put(model, seen.copy()));
        return new Evidence(this, new HashMap<>(), new ClusterShift(clusters), own);
    }
}
