package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Aggregation;
import dev.tutti.words.plan.Cascade;
import dev.tutti.words.plan.StopRule;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/**
 * Reads the wire form of a cascade: {@code steps} are models in the order they are asked in and, where it is to grow into
 * an ensemble, last of all {@code {"fuse": {"mode": ..., "aggregator": ...}}}: what becomes of answers that do not agree.
 * {@code "alone": {"verified": true, "logprob": -0.1}} says when one answer is enough.
 */
final class CascadeReader {

    private static final int MOST_STEPS = 16;
    private static final String FUSE = "fuse";
    private static final String ALONE = "alone";
    private static final Range LOGPROB = Range.of("-100", "0");
    private static final String FORM = "an array of 2 to " + MOST_STEPS + " steps: model ids, and as the last of them"
            + " {\"fuse\":{\"mode\":\"synthesise\",\"aggregator\":ID}} if you like";

    private final Fields plan;
    private final BiFunction<String, String, ModelId> models;

    private CascadeReader(Fields plan, BiFunction<String, String, ModelId> models) {
        this.plan = plan;
        this.models = models;
    }

    static Cascade read(Fields plan, BiFunction<String, String, ModelId> models) {
        plan.allowOnly(Set.of("strategy", "steps", "agree", ALONE));
        return new CascadeReader(plan, models).cascade();
    }

    private Cascade cascade() {
        List<JsonNode> steps = plan.array("steps", MOST_STEPS).orElse(List.of());
        boolean fused = !steps.isEmpty() && steps.getLast().has(FUSE);
        requireNoEarlierFuse(steps);
        List<ModelId> asked = IntStream.range(0, steps.size() - (fused ? 1 : 0))
                .mapToObj(i -> asked(steps.get(i), i))
                .toList();
        Optional<Aggregation> fuse = fused ? Optional.of(fused(steps.getLast(), asked)) : Optional.empty();
        if (asked.size() < 2) {
            throw plan.wrong("steps", FORM);
        }
        return AgreementCascade.of(asked, new StopRule.Agreement(agree(asked.size()), alone()), fuse);
    }

    private int agree(int asked) {
        int agree = plan.whole("agree", 2, MOST_STEPS).map(Long::intValue).orElse(2);
        if (agree > asked) {
            throw plan.wrong("agree", "at most " + asked + ", the number of models that are asked");
        }
        return agree;
    }

    private Optional<StopRule.Alone> alone() {
        return plan.object(ALONE).map(alone -> {
            alone.allowOnly(Set.of("verified", "logprob"));
            boolean verified = alone.flag("verified").orElse(false);
            Optional<Double> logprob = alone.number("logprob", LOGPROB).map(BigDecimal::doubleValue);
            if (!verified && logprob.isEmpty()) {
                throw plan.wrong(ALONE, "an object with verified true, or logprob, or both");
            }
            return new StopRule.Alone(verified, logprob);
        });
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
    private ModelId asked(JsonNode step, int index) {
        if (step.isTextual()) {
            return models.apply(step.textValue(), plan.element("steps", index));
        }
        if (step instanceof ObjectNode object) {
            Fields fields = new Fields(object, plan.path("steps"));
            fields.allowOnly(Set.of("model"));
            return models.apply(fields.requiredText("model"), fields.path("model"));
        }
        throw plan.wrong("steps", index, step, "a step of " + FORM);
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
