package dev.tutti.learning.audit;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** What one judge thinks of answers, 0 to 1 each, in their order. {@code tied}: its preference changed with their position. */
record Opinion(List<Double> grades, boolean tied) {
    Opinion {
        grades = List.copyOf(grades);
    }

    static Opinion of(List<Double> alone) {
        return new Opinion(alone, false);
    }

    /**
     * Of two answers, seen in both orders; both verdicts give the first answer's grade first. A judge that does not stick to
     * its preference has none: both answers get the mean of all four grades.
     */
    static Opinion of(List<Double> asIs, List<Double> swapped) {
        if (preference(asIs) == preference(swapped)) {
            return new Opinion(mean(asIs, swapped), false);
        }
        List<Double> means = mean(asIs, swapped);
        double both = (means.getFirst() + means.getLast()) / 2;
        return new Opinion(Collections.nCopies(2, both), true);
    }

    private static int preference(List<Double> grades) {
        return grades.getFirst().compareTo(grades.getLast());
    }

    private static List<Double> mean(List<Double> one, List<Double> other) {
        return IntStream.range(0, one.size())
                .mapToObj(i -> (one.get(i) + other.get(i)) / 2)
                .toList();
    }
}
