package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Aggregation;
import dev.tutti.words.plan.Cascade;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads the wire form of a cascade: {@code steps} are models in the order they are asked in and, where it is to grow into
 * an ensemble, last of all {@code {"fuse": {"mode": ..., "aggregator": ...}}}: what becomes of answers that do not agree.
 */
final class CascadeReader {

    private static final int MOST_STEPS = 16;
    private static final String FUSE = "fuse";
    private static final String FORM = "an array of 2 to " + MOST_STEPS + " steps: model ids, and as the last of them"
            + " {\"fuse\":{\"mode\":\"synthesise\",\"aggregator\":ID}} if you like";

    private final Fields plan;
    private final Function<String, ModelId> models;

    private CascadeReader(Fields plan, Function<String, ModelId> models) {
        this.plan = plan;
        this.models = models;
    }

    static Cascade read(Fields plan, Function<String, ModelId> models) {
        plan.allowOnly(Set.of("strategy", "steps", "agree"));
        return new CascadeReader(plan, models).cascade();
    }

    private Cascade cascade() {
        List<JsonNode> steps = plan.array("steps", MOST_STEPS).orElse(List.of());
        boolean fused = !steps.isEmpty() && steps.getLast().has(FUSE);
        requireNoEarlierFuse(steps);
        List<ModelId> asked = steps.subList(0, steps.size() - (fused ? 1 : 0)).stream()
                .map(this::asked)
                .toList();
        int agree = plan.whole("agree", 1, 64).map(Long::intValue).orElse(2);
        return AgreementCascade.of(asked, agree, fused ? Optional.of(fused(steps.getLast(), asked)) : Optional.empty());
    }

    private void requireNoEarlierFuse(List<JsonNode> steps) {
        for (int i = 0; i < steps.size() - 1; i++) {
            if (steps.get(i).has(FUSE)) {
                throw Refusal.invalid(
                        plan.path("steps.fuse"),
                        plan.path("steps.fuse") + " is allowed as the last step, was step " + (i + 1) + " of "
                                + steps.size());
            }
        }
    }

    /** A model's id or {@code {"model": id}}. */
    private ModelId asked(JsonNode step) {
        if (step.isTextual()) {
            return models.apply(step.textValue());
        }
        if (step instanceof ObjectNode object) {
            Fields fields = new Fields(object, plan.path("steps"));
            fields.allowOnly(Set.of("model"));
            return models.apply(fields.requiredText("model"));
        }
        throw plan.wrong("steps", FORM);
    }

    private Aggregation fused(JsonNode step, List<ModelId> asked) {
        Fields last = new Fields((ObjectNode) step, plan.path("steps"));
        last.allowOnly(Set.of(FUSE));
        Fields fuse = last.requiredObject(FUSE);
        fuse.allowOnly(Set.of("mode", "aggregator"));
        if (asked.size() < 2) {
            throw Refusal.invalid(
                    plan.path("steps"),
                    plan.path("steps") + " asks 2 to " + (MOST_STEPS - 1) + " models before it fuses, was "
                            + asked.size());
        }
        return AggregationReader.read(fuse, models, asked.getLast());
    }
}
