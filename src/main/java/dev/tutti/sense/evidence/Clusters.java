package dev.tutti.sense.evidence;

import dev.tutti.sense.evidence.Evidence.Voice;
import java.util.ArrayList;
import java.util.List;

/** Answers put together by agreement with each cluster's earliest answer. */
final class Clusters {
    private Clusters() {}

    static List<List<Integer>> of(List<Voice> voices) {
        List<List<Integer>> clusters = new ArrayList<>();
        for (int i = 0; i < voices.size(); i++) {
            if (voices.get(i).sketch().isPresent()) {
                join(clusters, voices, i);
            }
        }
        return clusters.stream().map(List::copyOf).toList();
    }

    private static void join(List<List<Integer>> clusters, List<Voice> voices, int i) {
        for (List<Integer> cluster : clusters) {
            if (voices.get(cluster.getFirst()).agrees(voices.get(i))) {
                cluster.add(i);
                return;
            }
        }
        clusters.add(new ArrayList<>(List.of(i)));
    }
}
