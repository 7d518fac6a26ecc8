package dev.tutti.memory.modelstore;

import dev.tutti.words.catalogue.Origin;
import dev.tutti.words.chat.ModelId;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** From which labels each model is known. {@code provenance.json} of a release. */
public record Provenance(SortedMap<ModelId, Known> models) {
    public Provenance {
        models = Collections.unmodifiableSortedMap(new TreeMap<>(models));
    }

    public Optional<Known> of(ModelId model) {
        return Optional.ofNullable(models.get(model));
    }

    /** Where the model's labelled answers came from, and how many labels there were of plans with this model. */
    public record Known(Origin origin, long labels) {
        public Known {
            if (labels < 1) {
                throw new IllegalArgumentException("a known model has at least 1 label, had " + labels);
            }
        }
    }
}
