package dev.tutti.learning.training;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Paired differences of score by the caller's task, to see whether one of them pays for the others. */
final class Segments {
    static final int LEAST_LABELS = 200;
    private static final double HARM = -0.02;

    private final SortedMap<String, PairedDifference> tasks = new TreeMap<>();

    void add(String task, double difference, double by) {
        tasks.computeIfAbsent(task, name -> PairedDifference.ofScores()).add(difference, by);
    }

    long large() {
        return tasks.values().stream()
                .filter(task -> task.count() >= LEAST_LABELS)
                .count();
    }

    /** Tasks with labels enough that lost more than 2 points, proved together by Holm's correction. */
    List<String> harmed(double alpha) {
        SortedMap<String, Double> pValues = new TreeMap<>();
        tasks.forEach((task, difference) -> {
            if (difference.count() >= LEAST_LABELS) {
                pValues.put(task, difference.pBelow(HARM));
            }
        });
        return Holm.significant(pValues, alpha);
    }
}
