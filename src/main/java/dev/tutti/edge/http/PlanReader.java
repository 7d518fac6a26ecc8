package dev.tutti.edge.http;

import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Aggregation;
import dev.tutti.words.plan.MixedMoa;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.SelfMoa;
import dev.tutti.words.plan.SelfMoaSeq;
import dev.tutti.words.plan.Single;
import dev.tutti.words.plan.Strategy;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Reads the wire form of a plan: {@code routing.plan} and presets. */
final class PlanReader {

    private static final String STRATEGIES =
            Arrays.stream(Strategy.values()).map(Strategy::wireName).collect(Collectors.joining(", "));

    private final Fields fields;
    private final BiFunction<String, String, ModelId> models;

    private PlanReader(Fields fields, BiFunction<String, String, ModelId> models) {
        this.fields = fields;
        this.models = models;
    }

    /**
     * The plan in that object; {@code models} knows the catalogue and refuses an id that is not in it by the name of the
     * field, which it is given too.
     */
    static Plan read(Fields fields, BiFunction<String, String, ModelId> models) {
        return new PlanReader(fields, models).plan();
    }

    private Plan plan() {
        Strategy strategy = fields.word("strategy", Strategy::ofWireName, STRATEGIES)
                .orElseThrow(() -> fields.wrong("strategy", "one of " + STRATEGIES));
        return checked(() -> switch (strategy) {
            case SINGLE -> single();
            case SELF_MOA -> selfMoa();
            case SELF_MOA_SEQ -> selfMoaSeq();
            case MIXED_MOA -> mixedMoa();
            case CASCADE -> CascadeReader.read(fields, models);
        });
    }

    private Plan single() {
        fields.allowOnly(Set.of("strategy", "model"));
        return new Single(model("model"));
    }

    private Plan selfMoa() {
        fields.allowOnly(Set.of("strategy", "model", "samples", "aggregator", "mode"));
        ModelId model = model("model");
        Optional<AdaptiveReader.Samples> adaptive = AdaptiveReader.read(fields, 1);
        return adaptive.isPresent()
                ? new SelfMoa(
                        model,
                        adaptive.get().most(),
                        aggregation(model),
                        Optional.of(adaptive.get().rule()))
                : new SelfMoa(model, count("samples", 2, SelfMoa.MOST_SAMPLES, 6), aggregation(model));
    }

    private Plan selfMoaSeq() {
        fields.allowOnly(Set.of("strategy", "model", "samples", "window", "reserved", "aggregator"));
        ModelId model = model("model");
        int window = count("window", 2, SelfMoaSeq.MOST_SAMPLES, 6);
        return new SelfMoaSeq(
                model,
                count("samples", 2, SelfMoaSeq.MOST_SAMPLES, 6),
                window,
                count("reserved", 1, window - 1, Math.min(3, window - 1)),
                AggregationReader.aggregator(fields, models, model));
    }

    private Plan mixedMoa() {
        fields.allowOnly(Set.of("strategy", "proposers", "samples", "layers", "aggregator", "mode"));
        List<ModelId> proposers = proposers();
        int layers = count("layers", 2, MixedMoa.MOST_LAYERS, 2);
        Aggregation aggregation = aggregation(proposers.getFirst());
        Optional<AdaptiveReader.Samples> adaptive = AdaptiveReader.read(fields, proposers.size());
        if (adaptive.isEmpty() && fields.value("samples").isPresent()) {
            throw fields.wrong("samples", "for mixed-moa \"adaptive\" or " + AdaptiveReader.FORM);
        }
        if (adaptive.isPresent() && layers != 2) {
            throw fields.wrong("layers", "2 where samples are adaptive");
        }
        return adaptive.isPresent()
                ? new MixedMoa(
                        adaptive.get().inTurns(proposers),
                        layers,
                        aggregation,
                        Optional.of(adaptive.get().rule()))
                : new MixedMoa(proposers, layers, aggregation);
    }

    private List<ModelId> proposers() {
        List<String> ids = fields.texts("proposers", MixedMoa.MOST_PROPOSERS).orElse(List.of());
        if (ids.isEmpty()) {
            throw fields.wrong("proposers", "an array of 1 to " + MixedMoa.MOST_PROPOSERS + " model ids");
        }
        return IntStream.range(0, ids.size())
                .mapToObj(i -> models.apply(ids.get(i), fields.element("proposers", i)))
                .toList();
    }

    private Aggregation aggregation(ModelId otherwise) {
        return AggregationReader.read(fields, models, otherwise);
    }

    private ModelId model(String name) {
        return models.apply(fields.requiredText(name), fields.path(name));
    }

    private int count(String name, int least, int most, int otherwise) {
        return fields.whole(name, least, most).map(Long::intValue).orElse(otherwise);
    }

    /** The plan's own constructor has the last word, on what no field alone is to blame for. */
    private Plan checked(Supplier<Plan> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid(fields.path("strategy"), fields.path("strategy") + ": " + e.getMessage());
        }
    }
}
