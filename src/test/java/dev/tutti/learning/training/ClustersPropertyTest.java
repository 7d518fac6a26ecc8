package dev.tutti.learning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tutti.memory.modelstore.ClusterTable;
import dev.tutti.memory.modelstore.PromptClusters;
import dev.tutti.words.plan.Single;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

final class ClustersPropertyTest {

    @Property(tries = 50)
    void everyPointBelongsToItsNearestCentroidAndTheRadiusHoldsAllOfThem(
            @ForAll @IntRange(min = 1, max = 8) int k, @ForAll @IntRange(min = 8, max = 60) int n, @ForAll long seed) {
        Random random = new Random(seed);
        double[][] points = new double[n][];
        for (int i = 0; i < n; i++) {
            points[i] = new double[] {random.nextInt(6), random.nextInt(6)};
        }

        KMeans.Fit fit = new KMeans(k, seed).fit(points);

        double[] radius = fit.radius(1);
        for (int i = 0; i < n; i++) {
            double own = KMeans.squared(points[i], fit.centroids()[fit.member()[i]]);
            for (double[] centroid : fit.centroids()) {
                assertThat(own).isLessThanOrEqualTo(KMeans.squared(points[i], centroid) + 1e-9);
            }
            assertThat(Math.sqrt(own)).isLessThanOrEqualTo(radius[fit.member()[i]] + 1e-9);
        }
    }

    @Property(tries = 20)
    void rowsInAnyOrderGiveTheSameMapAndTheSameTable(@ForAll long seed) {
        List<Example> examples = Trained.examples(60, seed);
        List<Example> shuffled = new ArrayList<>(examples);
        Collections.shuffle(shuffled, new Random(seed));

        PromptClusters one = ClusterTrainer.fit(examples, 4, 5);
        PromptClusters other = ClusterTrainer.fit(shuffled, 4, 5);

        assertThat(ClusterTableTrainer.fit(shuffled, new FoundClusters(other)))
                .isEqualTo(ClusterTableTrainer.fit(examples, new FoundClusters(one)));
        examples.forEach(e -> assertThat(other.numbers(e.features())).isEqualTo(one.numbers(e.features())));
    }

    @Property(tries = 20)
    void aCellIsTheMeanOfItsScoresAndThePlanIsTheMeanOfAll(@ForAll long seed) {
        List<Example> examples = Trained.examples(80, seed);
        PromptClusters clusters = ClusterTrainer.fit(examples, 4, 5);

        ClusterTable.PlanCells cells = ClusterTableTrainer.fit(examples, new FoundClusters(clusters))
                .plans()
                .get(new Single(Trained.WEAK).notation());

        for (int c = 0; c < clusters.size(); c++) {
            int cluster = c;
            double[] scores = examples.stream()
                    .filter(e -> e.plan().models().contains(Trained.WEAK) && clusters.cluster(e.features()) == cluster)
                    .mapToDouble(Example::score)
                    .toArray();
            assertThat(cells.clusters().get(c).labels()).isEqualTo(scores.length);
            assertThat(cells.clusters().get(c).mean())
                    .isCloseTo(java.util.Arrays.stream(scores).average().orElse(0.5), within(1e-9));
        }
        assertThat(cells.all().labels()).isEqualTo(80);
    }

    @Property(tries = 30)
    void leavingOneOutIsWhatATableWithoutThatRowWouldSay(@ForAll long seed) {
        List<Example> examples = Trained.examples(12, seed).stream()
                .filter(e -> e.plan().models().contains(Trained.WEAK))
                .toList();
        PlanTally all = new PlanTally(2);
        examples.forEach(e -> all.add(e, (int) (e.score() * 7 + e.at().getEpochSecond()) % 2));

        double slow = 0;
        for (Example left : examples) {
            double weight = 0;
            double scored = 0;
            double here = 0;
            double hereScored = 0;
            int cluster = (int) (left.score() * 7 + left.at().getEpochSecond()) % 2;
            for (Example other : examples) {
                if (!other.promptHash().equals(left.promptHash())) {
                    weight++;
                    scored += other.score();
                    boolean same = (int) (other.score() * 7 + other.at().getEpochSecond()) % 2 == cluster;
                    here += same ? 1 : 0;
                    hereScored += same ? other.score() : 0;
                }
            }
            double plan = (scored + 0.5) / (weight + 1);
            double error = (hereScored + 10 * plan) / (here + 10) - left.score();
            slow += error * error;
        }

        assertThat(all.leaveOneOut(10)).isCloseTo(slow, within(1e-9));
    }
}
