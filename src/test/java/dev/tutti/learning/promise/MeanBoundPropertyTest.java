package dev.tutti.learning.promise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

final class MeanBoundPropertyTest {
    private static final double ALPHA = 0.05;

    @Property(tries = 100)
    void bettingIsTheProductThatThePaperWrites(
            @ForAll Draws.Kind kind,
            @ForAll @IntRange(min = 1, max = 40) int n,
            @ForAll @DoubleRange(min = 0.01, max = 0.99) double mean,
            @ForAll long seed) {
        double[] scores = kind.draw(n, new Random(seed));

        double slow = Draws.slowBettingPValue(scores, mean);

        assertThat(MeanBound.BETTING.pValue(scores, mean)).isCloseTo(slow, within(1e-9));
    }

    @Property(tries = 100)
    void clopperPearsonIsTheTailSummedTermByTerm(
            @ForAll @IntRange(min = 1, max = 300) int n,
            @ForAll @DoubleRange(min = 0.01, max = 0.99) double mean,
            @ForAll long seed) {
        double[] scores = Draws.Kind.COIN.draw(n, new Random(seed));
        int ones = (int) Arrays.stream(scores).sum();

        double slow = Draws.binomialTail(n, ones, mean);

        assertThat(MeanBound.CLOPPER_PEARSON.pValue(scores, mean)).isCloseTo(slow, within(1e-9));
    }

    @Property(tries = 100)
    void clopperPearsonsBoundIsTheMeanAtWhichItsTestTurns(
            @ForAll @IntRange(min = 1, max = 3000) int n, @ForAll Draws.Kind kind, @ForAll long seed) {
        assumeThat(kind.zeroOrOne()).isTrue();
        double[] scores = kind.draw(n, new Random(seed));

        double lower = MeanBound.CLOPPER_PEARSON.lower(scores, ALPHA);

        if (lower > 0) {
            assertThat(MeanBound.CLOPPER_PEARSON.pValue(scores, lower)).isCloseTo(ALPHA, within(1e-6));
        } else {
            assertThat(scores).containsOnly(0);
        }
    }

    @Property(tries = 100)
    void hoeffdingBentkusIsTheSmallerOfItsTwoInequalities(
            @ForAll Draws.Kind kind,
            @ForAll @IntRange(min = 1, max = 300) int n,
            @ForAll @DoubleRange(min = 0.01, max = 0.99) double mean,
            @ForAll long seed) {
        double[] scores = kind.draw(n, new Random(seed));
        double loss = 1 - Arrays.stream(scores).sum() / n;
        int losses = (int) Math.ceil(n * loss - 1e-9);

        double bentkus = Math.E * (1 - Draws.binomialTail(n, losses + 1, 1 - mean));
        double hoeffding = Math.pow(
                Math.pow((1 - mean) / Math.max(loss, 1e-300), loss)
                        * Math.pow(mean / Math.max(1 - loss, 1e-300), 1 - loss),
                n);
        double slow = Math.min(1, loss < 1 - mean ? Math.min(bentkus, hoeffding) : bentkus);

        assertThat(MeanBound.HOEFFDING_BENTKUS.pValue(scores, mean)).isCloseTo(slow, within(1e-8));
    }

    @Property(tries = 200)
    void pValuesNeverFallAsTheMeanRisesAndTheBoundIsWhereTheyPassTheLevel(
            @ForAll MeanBound bound,
            @ForAll Draws.Kind kind,
            @ForAll @IntRange(min = 1, max = 200) int n,
            @ForAll long seed) {
        assumeThat(bound != MeanBound.CLOPPER_PEARSON || kind.zeroOrOne()).isTrue();
        double[] scores = kind.draw(n, new Random(seed));

        double lower = bound.lower(scores, ALPHA);

        double before = 0;
        for (double mean = 0; mean <= 1; mean += 0.02) {
            double pValue = bound.pValue(scores, mean);
            assertThat(pValue).isGreaterThanOrEqualTo(before - 1e-12).isBetween(0.0, 1.0);
            before = pValue;
        }
        // Where no mean at all is refuted the bound is 0.
        assertThat(lower < 1e-6 || bound.pValue(scores, lower - 1e-6) <= ALPHA + 1e-6)
                .isTrue();
        assertThat(bound.pValue(scores, Math.min(1, lower + 1e-6))).isGreaterThanOrEqualTo(ALPHA - 1e-6);
    }

    /** Were the level 5 % exactly, 2,000 draws would miss more than 130 times once in 765 such tests. */
    @Example
    void theTrueMeanIsMissedAtTheLevelAtMost() {
        for (Draws.Kind kind : Draws.Kind.values()) {
            for (MeanBound bound : MeanBound.values()) {
                if (bound != MeanBound.CLOPPER_PEARSON || kind.zeroOrOne()) {
                    assertThat(missed(bound, kind)).as("%s of %s", bound, kind).isLessThanOrEqualTo(130);
                }
            }
        }
    }

    private static int missed(MeanBound bound, Draws.Kind kind) {
        Random chance = new Random(20_260_101);
        int missed = 0;
        for (int i = 0; i < 2_000; i++) {
            if (bound.pValue(kind.draw(150, chance), kind.mean()) <= ALPHA) {
                missed++;
            }
        }
        return missed;
    }

    @Example
    void bettingIsNarrowerThanHoeffdingBentkusWhereScoresVaryLittle() {
        double[] scores = Draws.Kind.NARROW.draw(200, new Random(1));

        double betting = MeanBound.BETTING.lower(scores, ALPHA);
        double hoeffding = MeanBound.HOEFFDING_BENTKUS.lower(scores, ALPHA);

        assertThat(betting).isBetween(0.68, 0.7);
        assertThat(hoeffding).isLessThan(0.66);
    }

    @Example
    void withoutAScoreNothingIsKnownAndWhatIsNoScoreIsNamed() {
        for (MeanBound bound : MeanBound.values()) {
            assertThat(bound.lower(new double[0], ALPHA)).isZero();
            assertThat(bound.pValue(new double[0], 0.5)).isEqualTo(1);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> bound.pValue(new double[] {1, Double.NaN}, 0.5))
                    .withMessageContaining("NaN");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MeanBound.CLOPPER_PEARSON.pValue(new double[] {1, 0.5}, 0.5))
                .withMessageContaining("0.5");
    }
}
