package dev.tutti.learning.audit;

import dev.tutti.learning.drift.ServedVersions;
import dev.tutti.memory.outcome.EndingKind;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.words.chat.RequestId;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the log says of getting to know one model: the ids it was served under, its anchors and the requests that it served
 * for that. A new version of the model begins anew. Not safe for threads.
 */
final class Acquaintance {
    /** So rarely is nothing drawn, however many anchors a cluster has: else one cluster alone would take forever. */
    private static final double LEAST = 0.1;

    private final ServedVersions versions = new ServedVersions();
    private final Map<RequestId, Anchor> anchors = new LinkedHashMap<>();
    private final Set<RequestId> served = new HashSet<>();
    private final Map<Place, Integer> begun = new HashMap<>();
    private int drawn;

    /** One answer beside a plan that served. */
    record Anchor(RequestId id, RequestId beside, double propensity) {}

    /** A cluster of prompts, by the map of one release. */
    record Place(String release, int cluster) {
        static Place of(OutcomeRow row) {
            return new Place(row.receipt().routerVersion(), row.receipt().cluster());
        }
    }

    /** What its provider called it in a call; whether that is a new version. */
    boolean called(String id, Instant at) {
        Optional<Instant> before = since();
        versions.served(id, at);
        boolean changed = !since().equals(before);
        if (changed) {
            anchors.clear();
            served.clear();
            begun.clear();
            drawn = 0;
        }
        return changed;
    }

    /** Since when it is another version than before. */
    Optional<Instant> since() {
        return versions.change().map(ServedVersions.Change::since);
    }

    /** A row of this model alone. */
    void note(OutcomeRow row) {
        if (row.introduced() && row.ending() != EndingKind.CANCELLED) {
            served.add(row.id());
        }
        if (row.anchor() && row.auditOf().isPresent()) {
            Anchor anchor = new Anchor(row.id(), row.auditOf().get(), row.propensity());
            anchors.put(row.id(), anchor);
        }
    }

    /** As {@link #note}, of a row from before the program started, when nobody drew. */
    void remember(OutcomeRow row) {
        note(row);
        if (row.anchor()) {
            begin(Place.of(row));
        }
    }

    /**
     * The probability of an anchor for a prompt there: 1 for the first of a cluster, a half for the second, a third for the
     * next, so that small clusters have some too.
     */
    double chance(Place place) {
        return Math.max(LEAST, 1.0 / (1 + begun.getOrDefault(place, 0)));
    }

    void begin(Place place) {
        begun.merge(place, 1, Integer::sum);
        drawn++;
    }

    /** What was begun did not run. */
    void abandon(Place place) {
        if (begun.computeIfPresent(place, (_, count) -> count > 1 ? count - 1 : null) != null || drawn > 0) {
            drawn--;
        }
    }

    /** Anchors that were drawn, those on their way too. */
    int drawn() {
        return drawn;
    }

    List<Anchor> anchors() {
        return List.copyOf(anchors.values());
    }

    int served() {
        return served.size();
    }

    /** The requests that it served. */
    List<RequestId> servedRequests() {
        return List.copyOf(served);
    }
}
