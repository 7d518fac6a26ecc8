package dev.tutti.edge.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.plan.Plan;
import java.util.Map;
import java.util.TreeMap;

/** Reads the plans that the configuration gives a name to; a broken one stops the start and says why. */
final class Presets {

    private static final YAMLMapper YAML = new YAMLMapper();

    private Presets() {}

    static Map<String, Plan> read(Map<String, String> configured, Catalogue catalogue) {
        ModelNames names = new ModelNames(catalogue, Map.of());
        Map<String, Plan> plans = new TreeMap<>();
        configured.forEach((name, text) -> plans.put(name, plan("tutti.presets." + name, text, names)));
        return plans;
    }

    private static Plan plan(String key, String text, ModelNames names) {
        try {
            JsonNode form = YAML.readTree(text);
            if (form instanceof ObjectNode object) {
                return PlanReader.read(new Fields(object, key), id -> names.catalogued(id, key));
            }
        } catch (JsonProcessingException | Refusal e) {
            throw new IllegalArgumentException("configuration " + key + ": " + e.getMessage(), e);
        }
        throw new IllegalArgumentException("configuration " + key
                + " is a plan as JSON or YAML, such as {strategy: self-moa, model: ID, samples: 3}, was "
                + Shown.quoted(text));
    }
}
