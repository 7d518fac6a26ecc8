package dev.tutti.serving.trust;

import dev.tutti.sense.evidence.Quarantined;
import dev.tutti.words.chat.ModelId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The models that are no proposers for now. Who watches their influence replaces the whole picture; who sees one overspend
 * adds it at once. A quarantine ends by itself when its time is over. Never blocks; safe for many threads.
 */
public final class Quarantine {
    /** What is in anyway need not be noted again sooner. */
    private static final Duration APART = Duration.ofHours(1);

    private final InstantSource time;
    private final Map<ModelId, Quarantined> atOnce = new ConcurrentHashMap<>();
    private volatile Map<ModelId, Quarantined> models = Map.of();

    public Quarantine(InstantSource time) {
        this.time = time;
    }

    public boolean holds(ModelId model) {
        return of(model).isPresent();
    }

    /** Since when, until when and why; empty for a model that may propose. */
    public Optional<Quarantined> of(ModelId model) {
        Instant now = time.instant();
        return Optional.ofNullable(atOnce.get(model))
                .filter(q -> q.holds(now))
                .or(() -> Optional.ofNullable(models.get(model)).filter(q -> q.holds(now)));
    }

    public void replace(Map<ModelId, Quarantined> now) {
        models = Map.copyOf(now);
    }

    /** Before whoever watches looks again. False when the model has been put in for this a short while ago. */
    boolean begin(ModelId model, Quarantined next) {
        Quarantined before = atOnce.get(model);
        if (before == null) {
            return atOnce.putIfAbsent(model, next) == null;
        }
        boolean late = !before.since().plus(APART).isAfter(next.since());
        return late && atOnce.replace(model, before, next);
    }

    /** A person's word: what {@link #begin} began is over. */
    public void end(ModelId model) {
        atOnce.remove(model);
    }
}
