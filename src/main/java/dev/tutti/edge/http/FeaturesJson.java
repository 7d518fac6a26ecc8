package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.sense.feature.FeatureExtractor;
import dev.tutti.sense.feature.Features;
import java.util.List;

/** What was read off a request, in words: each number by its name. */
final class FeaturesJson {

    private FeaturesJson() {}

    static ObjectNode of(Features features, int cluster) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        // Not schema: so is a feature called, whether the caller wants an answer of a schema.
        json.put("schema_version", features.schema());
        json.put("task", features.task().isEmpty() ? null : features.task());
        json.put("cluster", cluster < 0 ? null : cluster);
        List<String> names = FeatureExtractor.SCHEMA.dense();
        double[] numbers = features.dense();
        for (int i = 0; i < Math.min(names.size(), numbers.length); i++) {
            json.put(names.get(i), Rounded.score(numbers[i]));
        }
        return json;
    }
}
