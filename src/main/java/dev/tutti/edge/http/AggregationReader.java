package dev.tutti.edge.http;

import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Aggregation;
import dev.tutti.words.plan.Reliability;
import java.util.function.BiFunction;

/** Reads {@code mode} and {@code aggregator}: how the proposals of a plan become one answer. */
final class AggregationReader {

    private static final String MODES = "synthesise, select, vote";

    private AggregationReader() {}

    /** {@code otherwise} aggregates where no aggregator is named. */
    static Aggregation read(Fields fields, BiFunction<String, String, ModelId> models, ModelId otherwise) {
        return switch (fields.text("mode").orElse("synthesise")) {
            case "synthesise" -> new Aggregation.Synthesise(aggregator(fields, models, otherwise));
            case "select" -> new Aggregation.Select(aggregator(fields, models, otherwise));
            case "vote" -> {
                if (fields.value("aggregator").isPresent()) {
                    throw fields.wrong("aggregator", "absent where mode is vote");
                }
                yield new Aggregation.Vote(Reliability.EQUAL);
            }
            default -> throw fields.wrong("mode", "one of " + MODES);
        };
    }

    static ModelId aggregator(Fields fields, BiFunction<String, String, ModelId> models, ModelId otherwise) {
        return fields.text("aggregator")
                .map(id -> models.apply(id, fields.path("aggregator")))
                .orElse(otherwise);
    }
}
