package dev.tutti.learning.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class BetPropertyTest {
    /** Slow and obvious: the wealth as a product, each stake from all harms before anew. */
    private static double slow(List<Double> harms, double allowed) {
        double wealth = 1;
        double highest = 1;
        for (int i = 0; i < harms.size(); i++) {
            List<Double> before =
                    harms.subList(0, i).stream().map(harm -> harm - allowed).toList();
            double sum = before.stream().mapToDouble(x -> x).sum();
            double squares = 0.25 + before.stream().mapToDouble(x -> x * x).sum();
            double stake = Math.clamp(sum / squares, 0, 0.5 / (1 + allowed));
            wealth *= 1 + stake * (harms.get(i) - allowed);
            highest = Math.max(highest, wealth);
        }
        return highest;
    }

    @Property(tries = 200)
    void itIsTheSlowOnesWealthAndNeverNegative(
            @ForAll @Size(max = 60) List<@DoubleRange(min = -1, max = 1) Double> harms,
            @ForAll @DoubleRange(min = 0, max = 0.9) double allowed) {
        Bet bet = new Bet(1);

        harms.forEach(harm -> bet.add(harm, allowed));

        assertThat(bet.eValue())
                .isCloseTo(Math.min(1e12, slow(harms, allowed)), org.assertj.core.data.Percentage.withPercentage(1e-6));
        assertThat(bet.present()).isPositive().isLessThanOrEqualTo(bet.eValue() * (1 + 1e-9));
    }

    @Property(tries = 50)
    void whereNoHarmCanExceedWhatIsAllowedNothingIsStaked(
            @ForAll @Size(max = 60) List<@DoubleRange(min = -1, max = 1) Double> harms) {
        Bet bet = new Bet(1);

        harms.forEach(harm -> bet.add(harm, 1));

        assertThat(bet.eValue()).isEqualTo(1);
    }

    /** Ville: at most one in twenty of those whose mean is just what is allowed ever reaches 20. */
    @Test
    void whatIsAllowedIsSeldomRefuted() {
        int refuted = 0;
        for (long seed = 0; seed < 1_000; seed++) {
            SplittableRandom chance = new SplittableRandom(seed);
            Bet bet = new Bet(1);
            for (int i = 0; i < 1_000; i++) {
                double drawn = chance.nextDouble();
                bet.add(drawn < 0.3 ? 1 : drawn < 0.5 ? -1 : 0, 0.1);
            }
            refuted += bet.eValue() >= 20 ? 1 : 0;
        }
        assertThat(refuted).isLessThanOrEqualTo(50);
    }
}
