package dev.tutti.learning.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Holm's step-down correction: of many claims tested at once, those that hold with one joint error rate. */
final class Holm {
    private Holm() {}

    /** The names whose p-value is significant together at {@code alpha}, smallest first. */
    static List<String> significant(Map<String, Double> pValues, double alpha) {
        List<Map.Entry<String, Double>> ascending = pValues.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())))
                .toList();
        List<String> significant = new ArrayList<>();
        for (int i = 0; i < ascending.size(); i++) {
            if (ascending.get(i).getValue() > alpha / (ascending.size() - i)) {
                break;
            }
            significant.add(ascending.get(i).getKey());
        }
        return significant;
    }
}
