package dev.tutti.learning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tutti.memory.modelstore.LatentTopics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;

final class TopicTrainerTest {
    private static final int KINDS = 6;
    private static final int WORDS_OF_A_KIND = 12;
    private static final int COMMON_WORDS = 200;

    /** Prompt i is of kind i % 6: some of its kind's words, and as many that any prompt may have. */
    private static List<int[]> prompts(int count, long seed) {
        Random random = new Random(seed);
        List<int[]> prompts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int kind = i % KINDS;
            prompts.add(IntStream.concat(
                            IntStream.range(0, 8)
                                    .map(_ -> COMMON_WORDS + kind * WORDS_OF_A_KIND + random.nextInt(WORDS_OF_A_KIND)),
                            IntStream.range(0, 8).map(_ -> random.nextInt(COMMON_WORDS)))
                    .sorted()
                    .distinct()
                    .toArray());
        }
        return prompts;
    }

    @Property(tries = 10)
    void promptsOfOneKindLieNearerToEachOtherThanToOthers(@ForAll long seed) {
        List<int[]> prompts = prompts(600, seed);
        LatentTopics topics = new TopicTrainer(10, seed).fit(prompts);
        double[][] points = prompts.stream().map(topics::of).toArray(double[][]::new);

        int nearest = 0;
        for (int i = 0; i < 60; i++) {
            int one = i;
            int other = IntStream.range(0, points.length)
                    .filter(j -> j != one)
                    .boxed()
                    .min(java.util.Comparator.comparingDouble(j -> KMeans.squared(points[one], points[j])))
                    .orElseThrow();
            nearest += other % KINDS == one % KINDS ? 1 : 0;
        }

        assertThat(nearest)
                .as("of 60 whose nearest prompt is of their own kind")
                .isGreaterThanOrEqualTo(57);
    }

    @Test
    void theMeanSquareLengthIsTheSpreadAndTheMeanIsNothing() {
        List<int[]> prompts = prompts(400, 1);
        LatentTopics topics = new TopicTrainer(48, 2).fit(prompts);

        double[] mean = new double[topics.size()];
        double squares = 0;
        for (int[] prompt : prompts) {
            double[] point = topics.of(prompt);
            Arrays.setAll(mean, i -> mean[i] + point[i] / prompts.size());
            squares += Arrays.stream(point).map(x -> x * x).sum() / prompts.size();
        }

        assertThat(squares).isCloseTo(48, within(1e-6));
        assertThat(mean).containsExactly(new double[topics.size()], within(1e-9));
    }

    /** Against the slow way: the leading directions hold as much of the prompts as the best ones of their number. */
    @Test
    void theDirectionsHoldAsMuchAsTheLeadingEigenvectors() {
        List<int[]> prompts = prompts(300, 3);
        LatentTopics bare = new TopicTrainer(1, 4).directions(prompts);
        double held = prompts.stream()
                .mapToDouble(
                        prompt -> Arrays.stream(bare.of(prompt)).map(x -> x * x).sum())
                .sum();

        assertThat(held / best(prompts)).isBetween(0.985, 1.001);
    }

    private static double rarity(int bucket, List<int[]> prompts) {
        long count = prompts.stream()
                .filter(p -> Arrays.binarySearch(p, bucket) >= 0)
                .count();
        return Math.log((double) prompts.size() / count);
    }

    private static double best(List<int[]> prompts) {
        int[] buckets = prompts.stream()
                .flatMapToInt(Arrays::stream)
                .sorted()
                .distinct()
                .filter(b -> prompts.stream()
                                .filter(p -> Arrays.binarySearch(p, b) >= 0)
                                .count()
                        >= 4)
                .toArray();
        RealMatrix matrix = new Array2DRowRealMatrix(prompts.size(), buckets.length);
        for (int i = 0; i < prompts.size(); i++) {
            double[] row = new double[buckets.length];
            for (int bucket : prompts.get(i)) {
                int place = Arrays.binarySearch(buckets, bucket);
                if (place >= 0) {
                    row[place] = rarity(bucket, prompts);
                }
            }
            double length = Math.sqrt(Arrays.stream(row).map(x -> x * x).sum());
            matrix.setRow(i, Arrays.stream(row).map(x -> x / length).toArray());
        }
        double[] values = new EigenDecomposition(matrix.transpose().multiply(matrix)).getRealEigenvalues();
        return Arrays.stream(values)
                .sorted()
                .skip(values.length - TopicTrainer.TOPICS)
                .sum();
    }

    @Test
    void theSamePromptsGiveTheSameTopicsAndOthersOthers() {
        double[] one = new TopicTrainer(5, 9).fit(prompts(200, 1)).of(new int[] {201, 203, 205});

        assertThat(new TopicTrainer(5, 9).fit(prompts(200, 1)).of(new int[] {201, 203, 205}))
                .isEqualTo(one);
        assertThat(new TopicTrainer(5, 9).fit(prompts(200, 2)).of(new int[] {201, 203, 205}))
                .isNotEqualTo(one);
    }

    @Test
    void fewPromptsOrPromptsAllAlikeHaveNoTopics() {
        assertThat(new TopicTrainer(5, 9).fit(prompts(50, 1)).size()).isZero();
        assertThat(new TopicTrainer(5, 9).fit(List.of()).size()).isZero();
        assertThat(new TopicTrainer(5, 9)
                        .fit(Collections.nCopies(500, new int[] {1, 2, 3}))
                        .size())
                .isZero();
    }

    @Test
    void aPromptOfUnknownWordsHasTopicsOfNothing() {
        LatentTopics topics = new TopicTrainer(5, 9).fit(prompts(200, 1));

        assertThat(topics.of(new int[] {16_000})).containsOnly(0);
        assertThat(topics.of(new int[0])).containsOnly(0);
    }
}
