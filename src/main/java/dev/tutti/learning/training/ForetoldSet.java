package dev.tutti.learning.training;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** How well the models of one set were foretold: by their size alone, by level 1 alone, and by both together. */
public record ForetoldSet(String set, int models, Quality size, Quality level1, Quality together) {
    /** Of two models a rank correlation says nothing. */
    private static final int LEAST_MODELS = 3;

    /** Root of the mean squared error of the mean scores, and Spearman's rank correlation over the models. */
    public record Quality(double error, double ranks) {
        private static Quality of(List<UnmetModels.Foretold> models, ToDoubleFunction<UnmetModels.Foretold> way) {
            double squared = models.stream()
                    .mapToDouble(model -> way.applyAsDouble(model) - model.recorded())
                    .map(error -> error * error)
                    .average()
                    .orElseThrow();
            return new Quality(Math.sqrt(squared), Ranks.correlation(models, way, UnmetModels.Foretold::recorded));
        }

        private ObjectNode toJson() {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("error", rounded(error))
                    .put("ranks", rounded(ranks));
        }

        private static double rounded(double value) {
            return Double.parseDouble(String.format(Locale.ROOT, "%.3f", value));
        }
    }

    /** In order of the sets' names; those with three models or more. */
    public static List<ForetoldSet> of(List<UnmetModels.Foretold> foretold) {
        List<ForetoldSet> sets = new ArrayList<>();
        foretold.stream()
                .collect(Collectors.groupingBy(UnmetModels.Foretold::set, TreeMap::new, Collectors.toList()))
                .forEach((set, models) -> {
                    if (models.size() >= LEAST_MODELS) {
                        sets.add(new ForetoldSet(
                                set,
                                models.size(),
                                Quality.of(models, UnmetModels.Foretold::usual),
                                Quality.of(models, UnmetModels.Foretold::level1),
                                Quality.of(models, UnmetModels.Foretold::together)));
                    }
                });
        return sets;
    }

    ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("models", models);
        json.set("size", size.toJson());
        json.set("level_1", level1.toJson());
        json.set("together", together.toJson());
        return json;
    }
}
