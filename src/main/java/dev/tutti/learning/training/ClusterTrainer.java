package dev.tutti.learning.training;

import dev.tutti.memory.modelstore.LatentTopics;
import dev.tutti.memory.modelstore.Projection;
import dev.tutti.memory.modelstore.PromptClusters;
import dev.tutti.sense.feature.Features;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes the map of prompts: one vote for each prompt, however many experiences there are with it. */
final class ClusterTrainer {
    /** The topics of a prompt together weigh so many times what its other numbers weigh together. */
    private static final double TOPICS_WEIGHT = 2;

    private static final int MOST_PROMPTS = 20_000;
    private static final int LEAST_PROMPTS_PER_CLUSTER = 12;
    private static final int MOST_TASKS = 32;
    private static final int LEAST_PROMPTS_PER_TASK = 10;

    private ClusterTrainer() {}

    /** At most that many clusters, fewer when there are not enough prompts for them. */
    static PromptClusters fit(List<Example> examples, int clusters, long seed) {
        return fit(examples, clusters, TOPICS_WEIGHT, seed);
    }

    /** {@code topics}: what the topics of a prompt weigh, 0 for none. */
    static PromptClusters fit(List<Example> examples, int clusters, double topics, long seed) {
        List<Features> prompts = prompts(examples);
        if (prompts.isEmpty()) {
            throw new IllegalArgumentException("clusters are made of at least 1 prompt, got 0");
        }
        Projection projection = projection(prompts, topics, seed);
        double[][] points =
                prompts.stream().limit(MOST_PROMPTS).map(projection::of).toArray(double[][]::new);
        int k = Math.clamp(points.length / LEAST_PROMPTS_PER_CLUSTER, 1, clusters);
        KMeans.Fit fit = new KMeans(k, seed).fit(points);
        return new PromptClusters(projection, fit.centroids(), fit.radius(0.99), tasks(prompts));
    }

    private static List<Features> prompts(List<Example> examples) {
        Map<String, Features> byHash = new TreeMap<>();
        examples.stream()
                .sorted(Example.ORDER)
                .forEach(example -> byHash.putIfAbsent(example.promptHash(), example.features()));
        return List.copyOf(byHash.values());
    }

    private static Projection projection(List<Features> prompts, double topicsWeight, long seed) {
        int size = prompts.getFirst().dense().length;
        double[] mean = new double[size];
        double[] scale = new double[size];
        DoubleSummaryStatistics[] averages = perColumn(prompts, size, (x, _) -> x);
        Arrays.setAll(mean, i -> averages[i].getAverage());
        DoubleSummaryStatistics[] squares =
                perColumn(prompts, size, (x, column) -> (x - mean[column]) * (x - mean[column]));
        Arrays.setAll(scale, i -> Math.sqrt(squares[i].getAverage()));
        LatentTopics topics = new TopicTrainer(topicsWeight * varying(scale), seed)
                .fit(TopicTrainer.some(prompts).stream().map(Features::hashed).toList());
        return new Projection(prompts.getFirst().schema(), mean, scale, topics);
    }

    /** Column by column over all prompts, which are unpacked one at a time. */
    private static DoubleSummaryStatistics[] perColumn(List<Features> prompts, int size, Term term) {
        DoubleSummaryStatistics[] columns = new DoubleSummaryStatistics[size];
        Arrays.setAll(columns, _ -> new DoubleSummaryStatistics());
        for (Features prompt : prompts) {
            double[] dense = prompt.dense();
            for (int i = 0; i < size; i++) {
                columns[i].accept(term.of(dense[i], i));
            }
        }
        return columns;
    }

    /** What of one number is averaged. */
    private interface Term {
        double of(double number, int column);
    }

    private static long varying(double[] scale) {
        return Arrays.stream(scale).filter(s -> s > 0).count();
    }

    /** The tasks named most often, in the order of their names. */
    private static List<String> tasks(List<Features> prompts) {
        Map<String, Long> counts = prompts.stream()
                .map(Features::task)
                .filter(task -> !task.isEmpty())
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
        List<Map.Entry<String, Long>> entries = new ArrayList<>(counts.entrySet());
        entries.removeIf(entry -> entry.getValue() < LEAST_PROMPTS_PER_TASK);
        entries.sort(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()));
        String[] kept =
                entries.stream().limit(MOST_TASKS).map(Map.Entry::getKey).toArray(String[]::new);
        Arrays.sort(kept);
        return List.of(kept);
    }
}
