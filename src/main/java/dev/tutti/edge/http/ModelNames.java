package dev.tutti.edge.http;

import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Selector;
import dev.tutti.words.plan.Strategy;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the {@code model} field can say: the virtual models, the presets and the catalogue. */
final class ModelNames {

    private static final int MOST_SHOWN = 30;
    private static final String PRESET = "preset/";

    private final Catalogue catalogue;
    private final Map<String, Selector> virtual = new LinkedHashMap<>();
    /** Those that hold conversations. */
    private final Map<String, ModelId> conversing = new HashMap<>();

    ModelNames(Catalogue catalogue, Map<String, Selector.Exact> presets) {
        this.catalogue = catalogue;
        catalogue.models().forEach(model -> conversing.put(model.id().value(), model.id()));
        virtual.put("tutti/auto", new Selector.Auto());
        for (Strategy strategy : Strategy.values()) {
            virtual.put("tutti/" + strategy.wireName(), new Selector.Kind(strategy));
        }
        virtual.put("tutti/moa-lite", new Selector.MoaLite());
        presets.forEach((name, exact) -> virtual.put(PRESET + name, exact));
    }

    Selector selector(String name) {
        Selector known = virtual.get("auto".equals(name) ? "tutti/auto" : name);
        return known == null ? new Selector.Model(catalogued(name, "model")) : known;
    }

    /** The catalogue model of that name; 404 names what exists. */
    ModelId catalogued(String name, String param) {
        return find(name).orElseThrow(() -> missing(name, param));
    }

    /** Of either kind; 404 names what exists. */
    CatalogueModel any(String name, String param) {
        return catalogue.all().stream()
                .filter(model -> model.id().value().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name, param));
    }

    private Refusal missing(String name, String param) {
        boolean embeds = catalogue.embedders().stream()
                .anyMatch(model -> model.id().value().equals(name));
        return embeds
                ? Refusal.invalid(
                        param,
                        param + " " + Shown.quoted(name)
                                + " makes embeddings and holds no conversations; it is asked at" + " /v1/embeddings")
                : unknown(name, param);
    }

    /** The one of those that make embeddings; 404 names what exists, and of a model that does not, 400 says so. */
    CatalogueModel embedder(String name) {
        return catalogue.embedders().stream()
                .filter(model -> model.id().value().equals(name))
                .findFirst()
                .orElseThrow(() -> noEmbedder(name));
    }

    private Refusal noEmbedder(String name) {
        String there = catalogue.embedders().isEmpty()
                ? "; there are none: give a model of the catalogue abilities: [embeddings]"
                : "; allowed are " + shown(catalogue.embedders().stream());
        if ("auto".equals(name) || virtual.containsKey(name) || find(name).isPresent()) {
            return Refusal.invalid(
                    "model", "model " + Shown.quoted(name) + " holds conversations and makes no embeddings" + there);
        }
        return new Refusal(
                ErrorCode.MODEL_NOT_FOUND,
                Optional.of("model"),
                "model " + Shown.quoted(name) + " does not exist" + there,
                Map.of());
    }

    private static String shown(Stream<CatalogueModel> models) {
        return models.map(model -> model.id().value()).limit(MOST_SHOWN).collect(Collectors.joining(", "));
    }

    Stream<String> virtualNames() {
        return virtual.keySet().stream();
    }

    boolean isVirtual(String name) {
        return virtual.containsKey(name);
    }

    private Optional<ModelId> find(String name) {
        return Optional.ofNullable(conversing.get(name));
    }

    private Refusal unknown(String name, String param) {
        Stream<String> ids = catalogue.models().stream().map(model -> model.id().value());
        Stream<String> all = "model".equals(param) ? Stream.concat(virtual.keySet().stream(), ids) : ids;
        String exists = all.limit(MOST_SHOWN).collect(Collectors.joining(", "));
        return new Refusal(
                ErrorCode.MODEL_NOT_FOUND,
                Optional.of(param),
                param + " " + Shown.quoted(name) + " does not exist; there are " + exists + " (all: GET /v1/models)",
                Map.of());
    }
}
