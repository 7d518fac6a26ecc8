package dev.tutti.learning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tutti.memory.modelstore.Blend;
import dev.tutti.memory.modelstore.Calibration;
import dev.tutti.memory.modelstore.World;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

final class CalibratorPropertyTest {
    /** Predictions on a coarse grid, so that ties are common; scores that follow them loosely, weights 1 to 3. */
    private static List<Calibrator.Scored> rows(int n, long seed) {
        Random random = new Random(seed);
        List<Calibrator.Scored> rows = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            double raw = random.nextInt(21) / 20.0;
            double score = random.nextInt(4) == 0 ? random.nextDouble() : random.nextDouble() < raw * raw ? 1 : 0;
            rows.add(new Calibrator.Scored(World.REAL, "p", raw, score, 1 + random.nextInt(3)));
        }
        rows.sort(Comparator.comparingDouble(Calibrator.Scored::raw));
        return rows;
    }

    /** The max-min formula: at each place the largest, over starts up to it, of the least mean over ends from it on. */
    private static double slowIsotonic(List<Calibrator.Scored> rows, double raw) {
        double best = 0;
        for (Calibrator.Scored start : rows) {
            if (start.raw() <= raw) {
                double least = 1;
                for (Calibrator.Scored end : rows) {
                    if (end.raw() >= raw) {
                        least = Math.min(least, mean(rows, start.raw(), end.raw()));
                    }
                }
                best = Math.max(best, least);
            }
        }
        return best;
    }

    private static double mean(List<Calibrator.Scored> rows, double from, double to) {
        double weight = 0;
        double scored = 0;
        for (Calibrator.Scored row : rows) {
            if (row.raw() >= from && row.raw() <= to) {
                weight += row.weight();
                scored += row.weight() * row.score();
            }
        }
        return scored / weight;
    }

    @Property(tries = 200)
    void poolingAdjacentViolatorsIsTheMaxMinFormula(@ForAll @IntRange(min = 1, max = 40) int n, @ForAll long seed) {
        List<Calibrator.Scored> rows = rows(n, seed);

        List<Double> fast = new ArrayList<>();
        for (Isotonic.Block block : Isotonic.blocks(rows)) {
            for (double left = block.weight();
                    left > 0.5;
                    left -= rows.get(fast.size() - 1).weight()) {
                fast.add(block.meanScore());
            }
        }

        assertThat(fast).hasSize(n);
        for (int i = 0; i < n; i++) {
            assertThat(fast.get(i)).isCloseTo(slowIsotonic(rows, rows.get(i).raw()), within(1e-9));
        }
    }

    @Property(tries = 100)
    void noOtherSlopeOrShiftFitsBetterThanPlatts(@ForAll @IntRange(min = 5, max = 200) int n, @ForAll long seed) {
        List<Calibrator.Scored> rows = rows(n, seed);

        Platt fitted = Platt.fit(rows);

        double loss = fitted.loss(rows);
        for (double slope = 0; slope <= 3; slope += 0.25) {
            for (double shift = -3; shift <= 3; shift += 0.25) {
                assertThat(new Platt(slope, shift).loss(rows)).isGreaterThanOrEqualTo(loss - 1e-6);
            }
        }
    }

    @Property(tries = 100)
    void aCurveNeverFallsAndStaysWithinItsRange(
            @ForAll @IntRange(min = 30, max = 1200) int n, @ForAll long seed, @ForAll @IntRange(max = 1000) int at) {
        Calibration.Curve curve = Calibrator.fit(rows(n, seed)).curve(World.REAL, "p");
        double raw = at / 1000.0;

        assertThat(curve.of(raw)).isBetween(0.0, 1.0);
        assertThat(curve.of(raw)).isLessThanOrEqualTo(curve.of(Math.min(1, raw + 0.01)));
    }

    @Property(tries = 50)
    void planWithFewLabelsUsesThePoolOfItsOwnWorldOnly(@ForAll long seed) {
        List<Calibrator.Scored> rows = rows(99, seed);

        Calibration calibration = Calibrator.fit(rows);

        assertThat(calibration.plans()).isEmpty();
        assertThat(calibration.curve(World.REAL, "p")).isNotEqualTo(Calibration.Curve.IDENTITY);
        assertThat(calibration.curve(World.SIMULATED, "p")).isEqualTo(Calibration.Curve.IDENTITY);
    }

    @Property(tries = 100)
    void theBlendIsTheBestOfAllItsSteps(@ForAll @IntRange(max = 50) int n, @ForAll long seed) {
        Random random = new Random(seed);
        List<BlendTrainer.Both> rows = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            rows.add(new BlendTrainer.Both(
                    random.nextDouble(), random.nextDouble(), random.nextDouble(), 1 + random.nextInt(2)));
        }

        Blend blend = BlendTrainer.fit(rows);

        for (int i = 0; i <= 20; i++) {
            assertThat(BlendTrainer.loss(rows, blend.tableShare()))
                    .isLessThanOrEqualTo(BlendTrainer.loss(rows, i / 20.0));
        }
    }
}
