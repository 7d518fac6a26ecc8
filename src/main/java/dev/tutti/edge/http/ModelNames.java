package dev.tutti.edge.http;

import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Selector;
import dev.tutti.words.plan.Strategy;
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

    ModelNames(Catalogue catalogue, Map<String, Selector.Exact> presets) {
        this.catalogue = catalogue;
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
        return find(name).orElseThrow(() -> unknown(name, param));
    }

    Stream<String> virtualNames() {
        return virtual.keySet().stream();
    }

    boolean isVirtual(String name) {
        return virtual.containsKey(name);
    }

    private Optional<ModelId> find(String name) {
        return catalogue.models().stream()
                .map(model -> model.id())
                .filter(id -> id.value().equals(name))
                .findFirst();
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
