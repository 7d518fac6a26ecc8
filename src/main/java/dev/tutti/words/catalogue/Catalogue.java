package dev.tutti.words.catalogue;

import dev.tutti.words.chat.ModelId;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** All models there are, in the order given, under a version that changes with any of their fields. Immutable. */
public final class Catalogue {
    private final String version;
    private final Map<ModelId, CatalogueModel> models;

    public Catalogue(String version, Collection<CatalogueModel> models) {
        if (models.isEmpty()) {
            throw new IllegalArgumentException("a catalogue has at least 1 model, had 0");
        }
        Map<ModelId, CatalogueModel> byId = new LinkedHashMap<>();
        for (CatalogueModel model : models) {
            if (byId.put(model.id(), model) != null) {
                throw new IllegalArgumentException("model ids are unique, " + model.id() + " stands twice");
            }
        }
        this.version = version;
        this.models = Collections.unmodifiableMap(byId);
    }

    public String version() {
        return version;
    }

    public Collection<CatalogueModel> models() {
        return models.values();
    }

    public Optional<CatalogueModel> find(ModelId id) {
        return Optional.ofNullable(models.get(id));
    }

    /** The model of that id; {@link IllegalArgumentException} when the catalogue has none. */
    public CatalogueModel get(ModelId id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException("no model " + id + " in the catalogue"));
    }
}
