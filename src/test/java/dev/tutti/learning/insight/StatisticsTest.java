package dev.tutti.learning.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class StatisticsTest {
    @Test
    void aBoundedMeanHasWilsonsInterval() {
        Estimate half = Statistics.boundedMean(5, 10, "");

        assertThat(half.value()).hasValue(0.5);
        assertThat(half.lower().orElseThrow()).isCloseTo(0.2366, within(1e-4));
        assertThat(half.upper().orElseThrow()).isCloseTo(0.7634, within(1e-4));
    }

    @Test
    void tenSuccessesOfTenProveNoCertainty() {
        Estimate all = Statistics.boundedMean(10, 10, "");

        assertThat(all.upper().orElseThrow()).isCloseTo(1, within(1e-12));
        assertThat(all.lower().orElseThrow()).isCloseTo(0.7225, within(1e-4));
    }

    @Test
    void aQuantileIsANumberThatOccurredAndHasRoomAroundIt() {
        double[] numbers = IntStream.rangeClosed(1, 100).mapToDouble(i -> i).toArray();

        Estimate median = Statistics.quantile(numbers, 0.5, "");

        assertThat(median.value()).hasValue(50);
        assertThat(median.lower().orElseThrow()).isEqualTo(41);
        assertThat(median.upper().orElseThrow()).isEqualTo(61);
        assertThat(Statistics.quantile(new double[] {3, 1, 2}, 0.95, "").value())
                .hasValue(3);
    }

    @Test
    void intervalsOfTheMeanHoldTheTruthAboutAsOftenAsTheySay() {
        SplittableRandom chance = new SplittableRandom(7);
        int held = 0;
        for (int trial = 0; trial < 1_000; trial++) {
            Moments sample = new Moments();
            chance.doubles(100).forEach(sample::add);
            Estimate mean = Statistics.mean(sample, "");
            held += mean.lower().orElseThrow() <= 0.5 && mean.upper().orElseThrow() >= 0.5 ? 1 : 0;
        }

        assertThat(held).isBetween(925, 970);
    }
}
