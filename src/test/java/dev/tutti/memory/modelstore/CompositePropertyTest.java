package dev.tutti.memory.modelstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

final class CompositePropertyTest {

    /** Integrates (1-x)^n over the beta density, as n moments by parts: E[(1-X)^n] = prod (b+i)/(a+b+i). */
    @Property(tries = 100)
    void oneOfNIsGoodAsOftenAsTheIntegralOfTheBetaSays(
            @ForAll @IntRange(min = 1, max = 8) int n,
            @ForAll @DoubleRange(min = 0.2, max = 0.8) double mean,
            @ForAll @DoubleRange(min = 0.1, max = 0.3) double correlation) {
        double a = mean * (1 / correlation - 1);
        double b = (1 - mean) * (1 / correlation - 1);
        double mass = 0;
        double none = 0;
        int steps = 200_000;
        for (int i = 0; i < steps; i++) {
            // x = u^4 spreads the points towards 0 and 1 - (1-u)^4 towards 1, where the density may grow
            double u = (i + 0.5) / steps;
            double x = u * u * (3 - 2 * u);
            double density = Math.pow(x, a - 1) * Math.pow(1 - x, b - 1) * 6 * u * (1 - u);
            mass += density;
            none += density * Math.pow(1 - x, n);
        }

        assertThat(Composite.passAt(n, mean, correlation)).isCloseTo(1 - none / mass, within(2e-3));
    }

    @Property
    void moreAnswersNeverMakeAGoodOneLessLikely(
            @ForAll @IntRange(min = 1, max = 15) int n, @ForAll @DoubleRange(min = 0, max = 1) double mean) {
        double one = Composite.passAt(1, mean, 0.5);

        assertThat(one).isCloseTo(mean, within(1e-9));
        assertThat(Composite.passAt(n + 1, mean, 0.5)).isGreaterThanOrEqualTo(Composite.passAt(n, mean, 0.5) - 1e-12);
    }
}
