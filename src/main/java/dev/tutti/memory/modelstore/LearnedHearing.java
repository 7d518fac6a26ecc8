package dev.tutti.memory.modelstore;

import dev.tutti.words.plan.Hearing;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How the answers of exactly the members {@code asked} (counted from 0, rising) are weighed in each segment: {@code none}
 * by segment, {@code voices} by member asked and segment. See {@link Hearing}.
 */
public record LearnedHearing(List<Integer> asked, List<Double> none, List<List<Hearing.Voice>> voices) {
    public LearnedHearing {
        asked = List.copyOf(asked);
        none = List.copyOf(none);
        voices = voices.stream().map(List::copyOf).toList();
        int segments = none.size();
        if (voices.size() != asked.size() || voices.stream().anyMatch(voice -> voice.size() != segments)) {
            throw new IllegalArgumentException(
                    "a hearing of " + asked + " has a voice for each of them in each of " + segments + " segments");
        }
    }

    /** In a segment, where the members are asked in the steps of an order. */
    Hearing in(int segment, List<Integer> order) {
        List<Integer> byStep = IntStream.range(0, asked.size())
                .boxed()
                .sorted(Comparator.comparingInt((Integer at) -> order.indexOf(asked.get(at))))
                .toList();
        return new Hearing(
                byStep.stream().map(at -> order.indexOf(asked.get(at))).toList(),
                none.get(segment),
                byStep.stream().map(at -> voices.get(at).get(segment)).toList());
    }
}
