package dev.tutti.serving.trust;

import dev.tutti.sense.evidence.Quarantined;
import dev.tutti.words.chat.ModelId;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * The models that are no proposers for now. Who watches their influence replaces the whole picture; a quarantine ends by
 * itself when its time is over. Never blocks; safe for many threads.
 */
public final class Quarantine {
    private final InstantSource time;
    private volatile Map<ModelId, Quarantined> models = Map.of();

    public Quarantine(InstantSource time) {
        this.time = time;
    }

    public boolean holds(ModelId model) {
        return of(model).isPresent();
    }

    /** Since when, until when and why; empty for a model that may propose. */
    public Optional<Quarantined> of(ModelId model) {
        return Optional.ofNullable(models.get(model)).filter(q -> q.holds(time.instant()));
    }

    public void replace(Map<ModelId, Quarantined> now) {
        models = Map.copyOf(now);
    }
}
