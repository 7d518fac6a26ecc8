package dev.tutti.memory.modelstore;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The success model's weights as plain arrays: a sum for the prompt, a sum for the plan, microseconds together. */
final class SuccessWeights {
    private static final double[] NONE = {};

    private final double bias;
    private final double[] numbers;
    private final double[] buckets;
    private final Map<String, Double> descriptors;
    private final Map<String, double[]> crosses;

    private SuccessWeights(Builder from) {
        this.bias = from.bias;
        this.numbers = dense(from.numbers);
        this.buckets = dense(from.buckets);
        this.descriptors = Map.copyOf(from.descriptors);
        Map<String, double[]> all = new HashMap<>();
        from.crosses.forEach((name, weights) -> all.put(name, dense(weights)));
        this.crosses = Map.copyOf(all);
    }

    static double sigmoid(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }

    /** What the prompt adds to the logit, whatever the plan. */
    double ofPrompt(double[] prompt, int[] hashed) {
        double sum = bias + dot(numbers, prompt);
        double words = 0;
        for (int bucket : hashed) {
            words += bucket < buckets.length ? buckets[bucket] : 0;
        }
        return sum + words * SuccessNames.bucketValue(hashed.length);
    }

    PlanWeights compile(List<PlanDescriptors.Descriptor> plan) {
        double constant = 0;
        double[] over = NONE;
        for (PlanDescriptors.Descriptor descriptor : plan) {
            constant += descriptor.value() * descriptors.getOrDefault(descriptor.name(), 0.0);
            double[] cross = descriptor.crossed() ? crosses.getOrDefault(descriptor.name(), NONE) : NONE;
            over = over.length < cross.length ? java.util.Arrays.copyOf(over, cross.length) : over;
            for (int i = 0; i < cross.length; i++) {
                over[i] += descriptor.value() * cross[i];
            }
        }
        return new PlanWeights(constant, over);
    }

    /** What a plan adds to the logit: a constant, and a weight for each number of the prompt. */
    @SuppressWarnings("ArrayRecordComponent") // never compared; a list would box on the hot path
    record PlanWeights(double constant, double[] over) {
        double of(double[] prompt) {
            return constant + dot(over, prompt);
        }
    }

    private static double dot(double[] weights, double[] values) {
        double sum = 0;
        for (int i = Math.min(weights.length, values.length) - 1; i >= 0; i--) {
            sum += weights[i] * values[i];
        }
        return sum;
    }

    private static double[] dense(NavigableMap<Integer, Double> sparse) {
        double[] all = new double[sparse.isEmpty() ? 0 : sparse.lastKey() + 1];
        sparse.forEach((i, weight) -> all[i] = weight);
        return all;
    }

    /** Takes weights by the names of {@link SuccessNames}. */
    static final class Builder {
        /** No schema has more; a name beyond it is not ours. */
        private static final int MOST = 1 << 20;

        private final double bias;
        private final TreeMap<Integer, Double> numbers = new TreeMap<>();
        private final TreeMap<Integer, Double> buckets = new TreeMap<>();
        private final Map<String, Double> descriptors = new HashMap<>();
        private final Map<String, TreeMap<Integer, Double>> crosses = new HashMap<>();

        Builder(double bias) {
            this.bias = bias;
        }

        void add(String name, double weight) {
            int cross = name.lastIndexOf(SuccessNames.CROSS);
            if (cross > 0) {
                crosses.computeIfAbsent(name.substring(0, cross), _ -> new TreeMap<>())
                        .put(index(name, cross + SuccessNames.CROSS.length()), weight);
            } else if (isIndexed(name, SuccessNames.NUMBER)) {
                numbers.put(index(name, 1), weight);
            } else if (isIndexed(name, SuccessNames.BUCKET)) {
                buckets.put(index(name, 1), weight);
            } else {
                descriptors.put(name, weight);
            }
        }

        private static boolean isIndexed(String name, char kind) {
            return name.length() > 1 && name.charAt(0) == kind && Character.isDigit(name.charAt(1));
        }

        private static int index(String name, int from) {
            int index = Integer.parseInt(name, from, name.length(), 10);
            if (index < 0 || index >= MOST) {
                throw new IllegalArgumentException(
                        "a success model has indices below " + MOST + ", had '" + name + "'");
            }
            return index;
        }

        SuccessWeights build() {
            return new SuccessWeights(this);
        }
    }
}
