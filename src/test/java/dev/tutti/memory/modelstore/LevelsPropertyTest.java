package dev.tutti.memory.modelstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** What is looked up of a plan, beside the slow obvious way to it. */
final class LevelsPropertyTest {

    @Property(tries = 200)
    void aCellIsTheMeanOfItsLabelsAndOfSoManyThatSayWhatIsSaidOfMore(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int strength) {
        Random random = new Random(seed);
        List<Double> here = scores(random, random.nextInt(30));
        List<Double> onTask = scores(random, random.nextInt(30));
        List<Double> all = new ArrayList<>(here);
        all.addAll(scores(random, random.nextInt(30)));
        ClusterTable.PlanCells cells = new ClusterTable.PlanCells(
                cell(all), List.of(ClusterTable.Cell.EMPTY, cell(here)), new TreeMap<>(Map.of("sums", cell(onTask))));

        ClusterTable.Estimate estimate = cells.estimate(1, "sums", strength);

        double plan = slow(all, 1, 0.5);
        assertThat(estimate.mean()).isCloseTo(slow(onTask, strength, slow(here, strength, plan)), within(1e-9));
        assertThat(cells.estimate(0, "other", strength).mean()).isCloseTo(plan, within(1e-9));
        assertThat(estimate.planLabels()).isEqualTo(all.size());
    }

    private static List<Double> scores(Random random, int count) {
        return random.doubles(count).boxed().toList();
    }

    private static ClusterTable.Cell cell(List<Double> scores) {
        double mean = scores.stream().mapToDouble(s -> s).average().orElse(0.5);
        return new ClusterTable.Cell(scores.size(), mean);
    }

    /** The mean over the scores and so many more of the prior. */
    private static double slow(List<Double> scores, int strength, double prior) {
        List<Double> all = new ArrayList<>(scores);
        all.addAll(Collections.nCopies(strength, prior));
        return all.stream().mapToDouble(s -> s).average().orElseThrow();
    }

    @Property(tries = 300)
    void aCurveIsTheStraightLineBetweenTheNearestPointsOnBothSides(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 12) int points,
            @ForAll @DoubleRange(max = 1) double raw) {
        Random random = new Random(seed);
        TreeSet<Double> from = new TreeSet<>();
        while (from.size() < points) {
            from.add(random.nextInt(101) / 100.0);
        }
        List<Double> to = random.doubles(points).sorted().boxed().toList();
        Calibration.Curve curve = new Calibration.Curve(List.copyOf(from), to);

        assertThat(curve.of(raw)).isCloseTo(slow(List.copyOf(from), to, raw), within(1e-12));
        from.forEach(at -> assertThat(curve.of(at)).isCloseTo(slow(List.copyOf(from), to, at), within(1e-12)));
    }

    private static double slow(List<Double> from, List<Double> to, double raw) {
        int below = IntStream.range(0, from.size())
                .filter(i -> from.get(i) <= raw)
                .max()
                .orElse(0);
        int above = IntStream.range(0, from.size())
                .filter(i -> from.get(i) >= raw)
                .min()
                .orElse(from.size() - 1);
        double gap = from.get(above) - from.get(below);
        double share = below == above ? 0 : (raw - from.get(below)) / gap;
        return to.get(below) * (1 - share) + to.get(above) * share;
    }
}
