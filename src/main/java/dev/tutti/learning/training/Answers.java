package dev.tutti.learning.training;

import dev.tutti.words.chat.ModelId;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What each model answered to one prompt: {@code models} in their order, and the answer of each. Two lists, since there are
 * a million of these at once, most of them with one answer, and a tree of one is large.
 */
record Answers(List<ModelId> models, List<RecordedAnswer> values) {
    Answers {
        models = List.copyOf(models);
        values = List.copyOf(values);
        if (values.size() != models.size()) {
            throw new IllegalArgumentException(
                    models.size() + " models have an answer each, there were " + values.size());
        }
    }

    static Answers of(Map<ModelId, RecordedAnswer> answers) {
        SortedMap<ModelId, RecordedAnswer> sorted = new TreeMap<>(answers);
        return new Answers(List.copyOf(sorted.keySet()), List.copyOf(sorted.values()));
    }

    boolean has(Collection<ModelId> some) {
        for (ModelId model : some) {
            if (place(model) < 0) {
                return false;
            }
        }
        return true;
    }

    @Nullable
    RecordedAnswer of(ModelId model) {
        int place = place(model);
        return place < 0 ? null : values.get(place);
    }

    int size() {
        return models.size();
    }

    private int place(ModelId model) {
        return Collections.binarySearch(models, model);
    }
}
