package dev.tutti.learning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

final class CalibrationErrorPropertyTest {
    private static CalibrationError sample(int n, double off, Random random) {
        List<CalibrationError.Pair> pairs = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            double truth = 0.1 + 0.8 * random.nextDouble();
            pairs.add(new CalibrationError.Pair(truth, random.nextDouble() < truth - off ? 1 : 0));
        }
        return CalibrationError.of(pairs);
    }

    @Property(tries = 50)
    void everyLabelIsInOneBinAndBinsAreOfEqualMass(@ForAll @IntRange(min = 1, max = 500) int n, @ForAll long seed) {
        CalibrationError error = sample(n, 0, new Random(seed));

        assertThat(error.bins().stream().mapToInt(CalibrationError.Bin::labels).sum())
                .isEqualTo(n);
        int most = error.bins().stream()
                .mapToInt(CalibrationError.Bin::labels)
                .max()
                .orElseThrow();
        int least = error.bins().stream()
                .mapToInt(CalibrationError.Bin::labels)
                .min()
                .orElseThrow();
        assertThat(most - least).isLessThanOrEqualTo(1);
    }

    @Example
    void aPerfectPredictorShowsTheErrorForetoldAndIsSeldomCalledBad() {
        Random random = new Random(11);
        double plain = 0;
        double foretold = 0;
        double debiased = 0;
        int bad = 0;
        for (int i = 0; i < 400; i++) {
            CalibrationError error = sample(300, 0, random);
            plain += error.plain() / 400;
            foretold += error.perfect() / 400;
            debiased += error.debiased() / 400;
            bad += error.significantlyAbove(0.03) ? 1 : 0;
        }

        assertThat(plain).isGreaterThan(0.03).isCloseTo(foretold, within(0.004));
        assertThat(debiased).isLessThan(plain / 2);
        assertThat(bad).isLessThan(400 * 5 / 100);
    }

    @Example
    void aPredictorThatIsFarOffIsNearlyAlwaysFound() {
        Random random = new Random(12);
        int found = 0;
        for (int i = 0; i < 100; i++) {
            found += sample(1000, 0.09, random).significantlyAbove(0.03) ? 1 : 0;
        }

        assertThat(found).isGreaterThan(90);
    }

    @Example
    void aConstantPredictionThatIsRightOnTheWholeIsNotCalledBad() {
        List<CalibrationError.Pair> pairs = new ArrayList<>();
        Random random = new Random(5);
        for (int i = 0; i < 300; i++) {
            pairs.add(new CalibrationError.Pair(0.8, random.nextDouble() < 0.8 ? 1 : 0));
        }

        assertThat(CalibrationError.of(pairs).significantlyAbove(0.03)).isFalse();
    }

    @Example
    void aConstantPredictionIsJudgedOnTheWholeThoughEasyPromptsComeFirst() {
        List<CalibrationError.Pair> pairs = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            pairs.add(new CalibrationError.Pair(0.8, i < 240 ? 1 : 0));
        }

        CalibrationError error = CalibrationError.of(pairs);

        assertThat(error.bins()).hasSize(1);
        assertThat(error.plain()).isCloseTo(0, within(1e-9));
    }

    @Property(tries = 50)
    void theOrderOfTheLabelsDoesNotMatterWherePredictionsTie(@ForAll long seed) {
        Random random = new Random(seed);
        List<CalibrationError.Pair> pairs = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            pairs.add(new CalibrationError.Pair(random.nextInt(5) / 5.0, random.nextInt(2)));
        }
        List<CalibrationError.Pair> shuffled = new ArrayList<>(pairs);
        Collections.shuffle(shuffled, random);

        assertThat(CalibrationError.of(shuffled).debiased())
                .isCloseTo(CalibrationError.of(pairs).debiased(), within(1e-9));
    }
}
