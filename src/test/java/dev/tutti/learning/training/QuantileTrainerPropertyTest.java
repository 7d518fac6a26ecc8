package dev.tutti.learning.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

final class QuantileTrainerPropertyTest {

    /** By exchangeability each of n + 1 values is as likely to be the next: leave each out in turn and count. */
    @Property(tries = 100)
    void aNextValueStaysBelowTheQuantileAsOftenAsItPromises(
            @ForAll @IntRange(min = 100, max = 300) int n, @ForAll long seed) {
        Random random = new Random(seed);
        double[] values = random.doubles(n).map(u -> Math.log1p(2000 * u * u)).toArray();

        for (double q : new double[] {0.5, 0.95, 0.99}) {
            int below = 0;
            for (int i = 0; i < n; i++) {
                double[] others = new double[n - 1];
                System.arraycopy(values, 0, others, 0, i);
                System.arraycopy(values, i + 1, others, i, n - 1 - i);
                Arrays.sort(others);
                below += values[i] <= QuantileTrainer.quantile(others, q) ? 1 : 0;
            }
            assertThat(below).as("of %d at %s", n, q).isGreaterThanOrEqualTo((int) Math.floor(q * n));
        }
    }

    @Property(tries = 30)
    void quantilesRiseAndAModelWithFewRowsHasAWideOne(@ForAll @IntRange(min = 1, max = 30) int n, @ForAll long seed) {
        List<Example> examples = Trained.examples(n, seed);
        var clusters = ClusterTrainer.fit(examples, 2, 1);
        var rows = examples.stream()
                .map(e -> new QuantileTrainer.Written(Trained.WEAK, e.features(), 120, e.promptHash()))
                .limit(n)
                .toList();

        var output = QuantileTrainer.fit(rows, new FoundClusters(clusters));

        long median = output.tokens(Trained.WEAK, 0, 0.5).orElseThrow();
        long p95 = output.tokens(Trained.WEAK, 0, 0.95).orElseThrow();
        long p99 = output.tokens(Trained.WEAK, 0, 0.99).orElseThrow();
        assertThat(median).isEqualTo(120);
        assertThat(p95).isGreaterThanOrEqualTo(median);
        assertThat(p99).isGreaterThan(120).isGreaterThanOrEqualTo(p95);
        assertThat(output.tokens(Trained.STRONG, 0, 0.5)).isEmpty();
    }
}
