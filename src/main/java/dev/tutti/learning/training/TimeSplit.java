package dev.tutti.learning.training;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

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

    private final Map<String, Part> parts = new TreeMap<>();

    TimeSplit(TrainingRows rows) {
        Map<String, Instant> first = new TreeMap<>();
        rows.rows().forEach(row -> first.merge(row.row().promptHash(), row.row().at(), TimeSplit::earlier));
        rows.groups().forEach(group -> first.merge(group.promptHash(), group.at(), TimeSplit::earlier));
        List<Map.Entry<String, Instant>> inTime = new ArrayList<>(first.entrySet());
        inTime.sort(Map.Entry.<String, Instant>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())));
        for (int i = 0; i < inTime.size(); i++) {
            double place = (double) i / inTime.size();
            parts.put(
                    inTime.get(i).getKey(),
                    place < TRAINED ? Part.TRAIN : place < CALIBRATED ? Part.CALIBRATE : Part.JUDGE);
        }
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    int prompts() {
        return parts.size();
    }

    List<TrainingRow> rows(TrainingRows all, Part part) {
        return only(all.rows(), row -> row.row().promptHash(), part);
    }

    List<PromptGroup> groups(TrainingRows all, Part part) {
        return only(all.groups(), PromptGroup::promptHash, part);
    }

    private <T> List<T> only(List<T> all, Function<T, String> hash, Part part) {
        return all.stream().filter(one -> parts.get(hash.apply(one)) == part).toList();
    }
}
