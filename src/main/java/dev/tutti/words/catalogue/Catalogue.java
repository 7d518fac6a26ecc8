package dev.tutti.words.catalogue;

import dev.tutti.words.chat.ModelId;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All models there are, in the order given, under a version that changes with any of their fields. Those that make
 * embeddings stand apart: whoever asks for models gets those that hold conversations, so no plan, no audit and no training
 * can meet one of the others. Immutable.
 */
public final class Catalogue {
    private final String version;
    private final List<CatalogueModel> all;
    private final Map<ModelId, CatalogueModel> models;
    private final List<CatalogueModel> embedders;

    public Catalogue(String version, Collection<CatalogueModel> models) {
        this.version = version;
        this.all = List.copyOf(models);
        this.models = conversing();
        this.embedders = all.stream().filter(CatalogueModel::embeds).toList();
        requireUnique();
        if (this.models.isEmpty()) {
            throw new IllegalArgumentException("a catalogue has at least 1 model, had 0 that hold conversations");
        }
    }

    private Map<ModelId, CatalogueModel> conversing() {
        Map<ModelId, CatalogueModel> byId = new LinkedHashMap<>();
        all.stream().filter(model -> !model.embeds()).forEach(model -> byId.put(model.id(), model));
        return Collections.unmodifiableMap(byId);
    }

    private void requireUnique() {
        Set<ModelId> seen = new HashSet<>();
        for (CatalogueModel model : all) {
            if (!seen.add(model.id())) {
                throw new IllegalArgumentException("model ids are unique, " + model.id() + " stands twice");
            }
        }
    }

    public String version() {
        return version;
    }

    /** Those that hold conversations. */
    public Collection<CatalogueModel> models() {
        return models.values();
    }

    /** Those that make embeddings. */
    public List<CatalogueModel> embedders() {
        return embedders;
    }

    /** Of both kinds. */
    public List<CatalogueModel> all() {
        return all;
    }

    public Optional<CatalogueModel> find(ModelId id) {
        return Optional.ofNullable(models.get(id));
    }

    /** The model of that id; {@link IllegalArgumentException} when the catalogue has none. */
    public CatalogueModel get(ModelId id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException("no model " + id + " in the catalogue"));
    }
}
