package dev.tutti.learning.promise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

final class MarginsPropertyTest {
    private static final double ALPHA = 0.05;

    private static Margins coins(int ones, int zeros, double target) {
        double[] scores = new double[ones + zeros];
        Arrays.fill(scores, 0, ones, 1);
        return new Margins(List.of(scores), MeanBound.CLOPPER_PEARSON, target);
    }

    /** With one margin each it is Holm's correction: the smallest p-value against alpha / k, the next against alpha / (k - 1). */
    @Property(tries = 100)
    void segmentsTogetherAreHolmsCorrection(@ForAll @IntRange(min = 1, max = 6) int segments, @ForAll long seed) {
        Random chance = new Random(seed);
        SortedMap<String, Margins> all = new TreeMap<>();
        List<Double> pValues = new ArrayList<>();
        for (int i = 0; i < segments; i++) {
            double[] scores = Draws.Kind.COIN.draw(200, chance);
            all.put("s" + i, new Margins(List.of(scores), MeanBound.CLOPPER_PEARSON, 0.75));
            pValues.add(MeanBound.CLOPPER_PEARSON.pValue(scores, 0.75));
        }

        pValues.sort(null);
        int holm = 0;
        while (holm < segments && pValues.get(holm) <= ALPHA / (segments - holm)) {
            holm++;
        }

        assertThat(Margins.together(all, ALPHA).values().stream()
                        .mapToInt(Integer::intValue)
                        .sum())
                .isEqualTo(holm);
    }

    @Example
    void whatIsLackingIsTheLowerBoundAndAboutHowManyLabelsWouldDo() {
        Margins margins = coins(82, 18, 0.8);

        long needed = margins.labelsNeeded(ALPHA).orElseThrow();

        assertThat(margins.proved(ALPHA)).isZero();
        assertThat(margins.certifiable(ALPHA).orElseThrow()).isBetween(0.74, 0.75);
        assertThat(needed).isBetween(900L, 1_600L);
        assertThat(coins((int) (0.82 * needed), (int) (0.18 * needed), 0.8).proved(ALPHA))
                .isEqualTo(1);
    }

    @Example
    void noNumberOfLabelsProvesATargetAboveTheMean() {
        assertThat(coins(79, 21, 0.8).labelsNeeded(ALPHA)).isEmpty();
        assertThat(coins(0, 0, 0.8).certifiable(ALPHA)).isEmpty();
    }
}
