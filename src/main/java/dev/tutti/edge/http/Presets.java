package dev.tutti.edge.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.plan.ReferencePlace;
import dev.tutti.words.plan.Selector;
import dev.tutti.words.setting.ConfigurationProblem;
import java.util.Map;
import java.util.TreeMap;

/** Reads the plans that the configuration gives a name to; a broken one stops the start and says why. */
final class Presets {

    private static final YAMLMapper YAML = new YAMLMapper();

    /** The one field of a preset that {@code routing.plan} does not have. */
    private static final String REFERENCES = "references";

    private static final String FORM =
            " is a plan as JSON or YAML, such as {strategy: self-moa, model: ID, samples: 3}, was ";

    private Presets() {}

    static Map<String, Selector.Exact> read(Map<String, String> configured, Catalogue catalogue) {
        ModelNames names = new ModelNames(catalogue, Map.of());
        Map<String, Selector.Exact> plans = new TreeMap<>();
        configured.forEach((name, text) -> plans.put(name, plan("tutti.presets." + name, text, names)));
        return plans;
    }

    private static Selector.Exact plan(String key, String text, ModelNames names) {
        try {
            JsonNode form = YAML.readTree(text);
            if (form instanceof ObjectNode object) {
                ReferencePlace references = references(new Fields(object, key));
                object.remove(REFERENCES);
                return new Selector.Exact(PlanReader.read(new Fields(object, key), names::catalogued), references);
            }
        } catch (JsonProcessingException e) {
            throw new ConfigurationProblem(key + FORM + Shown.quoted(text), e);
        } catch (Refusal e) {
            throw new ConfigurationProblem(key + ": " + e.getMessage(), e);
        }
        throw new ConfigurationProblem(key + FORM + Shown.quoted(text));
    }

    private static ReferencePlace references(Fields preset) {
        return preset.word(REFERENCES, ReferencePlace::ofWireName, "user, system")
                .orElse(ReferencePlace.USER);
    }
}
