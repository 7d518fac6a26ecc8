package dev.tutti.learning.training;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The log cut by time into prompts to train on, later ones to calibrate on, and the latest to be judged on. All rows of
 * one prompt, however late, are in the part of its first one.
 */
final class TimeSplit {
    private static final double TRAINED = 0.6;
    private static final double CALIBRATED = 0.75;

    /** What a prompt is for. */
    enum Part {
        TRAIN,
        CALIBRATE,
        JUDGE
    }

    private final int prompts;
    private final Map<Part, List<TrainingRow>> rows;
    private final Map<Part, List<PromptGroup>> groups;

    TimeSplit(TrainingRows all) {
        Map<String, Part> parts = parts(all);
        this.prompts = parts.size();
        this.rows = by(parts, row -> row.row().promptHash(), all.rows());
        this.groups = by(parts, PromptGroup::promptHash, all.groups());
    }

    private static Map<String, Part> parts(TrainingRows all) {
        Map<String, Instant> first = new HashMap<>();
        all.rows().forEach(row -> first.merge(row.row().promptHash(), row.row().at(), TimeSplit::earlier));
        all.groups().forEach(group -> first.merge(group.promptHash(), group.at(), TimeSplit::earlier));
        List<Map.Entry<String, Instant>> inTime = new ArrayList<>(first.entrySet());
        inTime.sort(Map.Entry.<String, Instant>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())));
        Map<String, Part> parts = new HashMap<>();
        for (int i = 0; i < inTime.size(); i++) {
            double place = (double) i / inTime.size();
            parts.put(
                    inTime.get(i).getKey(),
                    place < TRAINED ? Part.TRAIN : place < CALIBRATED ? Part.CALIBRATE : Part.JUDGE);
        }
        return parts;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static <T> Map<Part, List<T>> by(Map<String, Part> parts, Function<T, String> hash, List<T> all) {
        return all.stream().collect(Collectors.groupingBy(one -> Objects.requireNonNull(parts.get(hash.apply(one)))));
    }

    int prompts() {
        return prompts;
    }

    List<TrainingRow> rows(Part part) {
        return rows.getOrDefault(part, List.of());
    }

    List<PromptGroup> groups(Part part) {
        return groups.getOrDefault(part, List.of());
    }
}
