package dev.tutti.learning.training;

import dev.tutti.memory.modelstore.LatentTopics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Finds {@link LatentTopics} by orthogonal iteration on the prompts' n-grams (the leading right singular vectors of the
 * sparse matrix of prompts x buckets). Single-threaded: the same prompts and seed give the same topics.
 */
final class TopicTrainer {
    /** Numbers for a prompt. */
    static final int TOPICS = 16;

    private static final int MOST_PROMPTS = 8_000;
    private static final int LEAST_PROMPTS = 100;
    private static final int MOST_BUCKETS = 2_048;
    /** A bucket of fewer prompts says nothing of others. */
    private static final int LEAST_IN_BUCKET = 4;
    /** One of more prompts than this share of them tells none from another. */
    private static final double MOST_IN_BUCKET = 0.5;

    private static final int ROUNDS = 8;
    /** Digits behind the point that a release holds. */
    private static final double DIGITS = 1e5;

    private final double spread;
    private final long seed;

    /** {@code spread}: the mean square length of a prompt's topics. */
    TopicTrainer(double spread, long seed) {
        this.spread = spread;
        this.seed = seed;
    }

    /** Of that many prompts topics are learned: to unpack more would be in vain. */
    static <T> List<T> some(List<T> prompts) {
        return Thinned.to(MOST_PROMPTS, prompts);
    }

    /** {@code prompts}: the occupied buckets of each. */
    LatentTopics fit(List<int[]> prompts) {
        List<int[]> some = some(prompts);
        return scaled(directions(some), some);
    }

    /** Before mean and spread: the loadings of each topic are of length 1, and no topic is in another. */
    LatentTopics directions(List<int[]> prompts) {
        int[] buckets = telling(prompts);
        if (prompts.size() < LEAST_PROMPTS || buckets.length < TOPICS) {
            return LatentTopics.NONE;
        }
        Texts texts = Texts.of(prompts, buckets);
        return new LatentTopics(buckets, texts.rarity, rounded(leading(texts)), new double[TOPICS], 1);
    }

    /** The buckets that tell most, ascending: of the lengths of all prompts together they make up the largest parts. */
    private static int[] telling(List<int[]> prompts) {
        TreeMap<Integer, Integer> counts = new TreeMap<>();
        for (int[] prompt : prompts) {
            for (int bucket : prompt) {
                counts.merge(bucket, 1, Integer::sum);
            }
        }
        int n = prompts.size();
        counts.values().removeIf(count -> count < LEAST_IN_BUCKET || count > MOST_IN_BUCKET * n);
        return counts.keySet().stream()
                .sorted(Comparator.comparingDouble((Integer bucket) -> -told(counts.getOrDefault(bucket, 0), n))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST_BUCKETS)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
    }

    private static double told(int count, int prompts) {
        double rarity = rare(count, prompts);
        return count * rarity * rarity;
    }

    private static double rare(int count, int prompts) {
        return Math.round(Math.log((double) prompts / count) * DIGITS) / DIGITS;
    }

    /** Prompts of length 1 as places among the buckets and weights. */
    @SuppressWarnings("ArrayRecordComponent") // lives for one training and is never compared
    private record Texts(List<int[]> places, List<double[]> weights, double[] rarity) {
        static Texts of(List<int[]> prompts, int[] buckets) {
            List<int[]> places = new ArrayList<>();
            int[] counts = new int[buckets.length];
            for (int[] prompt : prompts) {
                int[] known = Arrays.stream(prompt)
                        .map(bucket -> Arrays.binarySearch(buckets, bucket))
                        .filter(place -> place >= 0)
                        .toArray();
                for (int place : known) {
                    counts[place]++;
                }
                places.add(known);
            }
            double[] rarity = Arrays.stream(counts)
                    .mapToDouble(count -> rare(count, prompts.size()))
                    .toArray();
            return new Texts(
                    places, places.stream().map(known -> weights(known, rarity)).toList(), rarity);
        }

        private static double[] weights(int[] known, double[] rarity) {
            double[] weights = Arrays.stream(known).mapToDouble(p -> rarity[p]).toArray();
            double length = Math.sqrt(Arrays.stream(weights).map(w -> w * w).sum());
            return Arrays.stream(weights).map(w -> w / length).toArray();
        }

        /** The transposed matrix times the matrix times the vectors, which are the columns of what is given. */
        double[][] squared(double[][] vectors) {
            double[][] product = new double[vectors.length][TOPICS];
            double[] along = new double[TOPICS];
            for (int t = 0; t < places.size(); t++) {
                int[] known = places.get(t);
                double[] weight = weights.get(t);
                Arrays.fill(along, 0);
                for (int i = 0; i < known.length; i++) {
                    add(vectors[known[i]], weight[i], along);
                }
                for (int i = 0; i < known.length; i++) {
                    add(along, weight[i], product[known[i]]);
                }
            }
            return product;
        }

        private static void add(double[] row, double times, double[] to) {
            for (int i = 0; i < to.length; i++) {
                to[i] += times * row[i];
            }
        }
    }

    private double[][] leading(Texts texts) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] vectors = new double[texts.rarity.length][TOPICS];
        for (double[] row : vectors) {
            Arrays.setAll(row, _ -> random.nextDouble() - 0.5);
        }
        orthonormalise(vectors);
        for (int round = 0; round < ROUNDS; round++) {
            vectors = texts.squared(vectors);
            orthonormalise(vectors);
        }
        return vectors;
    }

    /** Modified Gram-Schmidt over the columns; one that lies in those before it becomes 0. */
    static void orthonormalise(double[][] vectors) {
        for (int c = 0; c < TOPICS; c++) {
            double before = length(vectors, c);
            for (int d = 0; d < c; d++) {
                double along = 0;
                for (double[] row : vectors) {
                    along += row[c] * row[d];
                }
                for (double[] row : vectors) {
                    row[c] -= along * row[d];
                }
            }
            double length = length(vectors, c);
            double scale = length > 1e-9 * before ? 1 / length : 0;
            for (double[] row : vectors) {
                row[c] *= scale;
            }
        }
    }

    private static double length(double[][] vectors, int column) {
        double sum = 0;
        for (double[] row : vectors) {
            sum += row[column] * row[column];
        }
        return Math.sqrt(sum);
    }

    private static double[][] rounded(double[][] loadings) {
        return Arrays.stream(loadings)
                .map(row -> Arrays.stream(row)
                        .map(x -> Math.round(x * DIGITS) / DIGITS)
                        .toArray())
                .toArray(double[][]::new);
    }

    private LatentTopics scaled(LatentTopics bare, List<int[]> prompts) {
        double[] mean = new double[bare.size()];
        double squares = 0;
        for (int[] prompt : prompts) {
            double[] point = bare.of(prompt);
            for (int i = 0; i < mean.length; i++) {
                mean[i] += point[i] / prompts.size();
                squares += point[i] * point[i] / prompts.size();
            }
        }
        double variance = squares - Arrays.stream(mean).map(m -> m * m).sum();
        return variance > 1e-9 ? bare.around(mean, Math.sqrt(spread / variance)) : LatentTopics.NONE;
    }
}
