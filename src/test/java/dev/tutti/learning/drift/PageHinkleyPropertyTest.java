package dev.tutti.learning.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

final class PageHinkleyPropertyTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @Property(tries = 200)
    void isTheSumOfTheDistancesFromEachMeanSoFarReckonedFromScratch(
            @ForAll @IntRange(max = 200) int n,
            @ForAll @DoubleRange(max = 300) double belief,
            @ForAll @DoubleRange(min = -1, max = 1) double level,
            @ForAll long seed) {
        Random chance = new Random(seed);
        double[] residuals = new double[n];
        double[] weights = new double[n];
        PageHinkley state = PageHinkley.start(belief);
        for (int i = 0; i < n; i++) {
            residuals[i] = Math.clamp((i > n / 2 ? level : 0) + chance.nextGaussian(), -1, 1);
            weights[i] = chance.nextBoolean() ? 1 : 0.5;
            state = state.after(residuals[i], weights[i], START.plusSeconds(i));
        }

        int alarm = slowAlarm(residuals, weights, belief);

        assertThat(state.since().isPresent()).isEqualTo(alarm >= 0);
        if (alarm < 0 && n > 0) {
            assertThat(state.sum()).isCloseTo(slowSum(residuals, weights, belief, n), within(1e-9));
        }
        if (alarm >= 0) {
            assertThat(state.since()).contains(START.plusSeconds(slowTop(residuals, weights, belief, alarm)));
        }
    }

    private static int slowAlarm(double[] residuals, double[] weights, double belief) {
        for (int n = 1; n <= residuals.length; n++) {
            double highest = 0;
            for (int upTo = 1; upTo <= n; upTo++) {
                highest = Math.max(highest, slowSum(residuals, weights, belief, upTo));
            }
            if (highest - slowSum(residuals, weights, belief, n) > PageHinkley.LIMIT) {
                return n - 1;
            }
        }
        return -1;
    }

    private static int slowTop(double[] residuals, double[] weights, double belief, int alarm) {
        double highest = 0;
        int top = 0;
        for (int i = 0; i <= alarm; i++) {
            double sum = slowSum(residuals, weights, belief, i + 1);
            if (sum >= highest) {
                highest = sum;
                top = i;
            }
        }
        return top;
    }

    private static double slowSum(double[] residuals, double[] weights, double belief, int n) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double total = 0;
            double known = belief;
            for (int j = 0; j <= i; j++) {
                total += weights[j] * residuals[j];
                known += weights[j];
            }
            sum += weights[i] * (residuals[i] - total / known + PageHinkley.SLACK);
        }
        return sum;
    }

    /** Of 1,000 windows of 2,000 scores without a change 50 may alarm, whatever the scores and however wrong the prediction. */
    @Example
    void atMostOneWindowInTwentyWithoutAChangeAlarms() {
        for (double belief : new double[] {0, Residual.MEASURED}) {
            for (double mean : new double[] {0.5, 0.8, 0.97}) {
                assertThat(alarms(belief, new Stage(2_000, mean, mean)))
                        .as("mean %s, belief %s", mean, belief)
                        .isLessThanOrEqualTo(50);
            }
        }
        assertThat(alarms(0, new Stage(2_000, 0.6, 0.9))).as("never measured").isLessThanOrEqualTo(50);
        assertThat(alarms(Residual.MEASURED, new Stage(2_000, 0.8, 0.85)))
                .as("five points too good a prediction")
                .isLessThanOrEqualTo(50);
    }

    @Example
    void aFallFromEightyToSixtyIsNoticedWithinFiveHundredLabelsInNineteenOfTwentyReplays() {
        Stage fallen = new Stage(500, 0.6, 0.8);

        for (int before : new int[] {200, 500, 2_000}) {
            assertThat(alarms(Residual.MEASURED, new Stage(before, 0.8, 0.8), fallen))
                    .as("after %s labels of a model that was measured", before)
                    .isGreaterThanOrEqualTo(950);
        }
        for (int before : new int[] {500, 2_000}) {
            assertThat(alarms(0, new Stage(before, 0.8, 0.8), fallen))
                    .as("after %s labels of a model that was not", before)
                    .isGreaterThanOrEqualTo(950);
        }
    }

    /** So many labels, 0 or 1, with that mean where that much was predicted. */
    private record Stage(int labels, double mean, double predicted) {}

    /** In how many of 1,000 replays the last stage alarms, and none before it. */
    private static int alarms(double belief, Stage... stages) {
        Random chance = new Random(20_260_101);
        int alarms = 0;
        for (int replay = 0; replay < 1_000; replay++) {
            PageHinkley state = PageHinkley.start(belief);
            boolean early = false;
            for (Stage stage : stages) {
                early = state.since().isPresent();
                for (int i = 0; i < stage.labels(); i++) {
                    double score = chance.nextDouble() < stage.mean() ? 1 : 0;
                    state = state.after(score - stage.predicted(), 1, START);
                }
            }
            alarms += state.since().isPresent() && !early ? 1 : 0;
        }
        return alarms;
    }

    @Example
    void anAlarmStaysWhateverComesAfterIt() {
        PageHinkley state = PageHinkley.start(200);
        for (int i = 0; i < 100; i++) {
            state = state.after(-0.8, 1, START.plusSeconds(i));
        }
        Optional<Instant> since = state.since();
        assertThat(since).isPresent();

        for (int i = 0; i < 1_000; i++) {
            state = state.after(1, 1, START.plusSeconds(100 + i));
        }

        assertThat(state.since()).isEqualTo(since);
    }
}
