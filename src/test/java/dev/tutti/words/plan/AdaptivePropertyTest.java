package dev.tutti.words.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tutti.words.plan.Adaptive.Lead;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** The stop rule beside the obvious way: every sequence of samples still to come, drawn from an urn one by one. */
final class AdaptivePropertyTest {
    private static final double ROUNDING = 1e-9;

    @Property
    void theLeadersChanceIsThatOfAllSequencesInWhichItStillLeads(
            @ForAll @IntRange(max = 8) int leading,
            @ForAll @IntRange(max = 8) int behind,
            @ForAll boolean first,
            @ForAll @IntRange(max = 10) int left) {
        int following = Math.max(0, leading - behind);

        double staying = Adaptive.staying(new Lead(leading, following, first), left);

        assertThat(staying).isCloseTo(slow(leading, following, first, leading, following, left), within(ROUNDING));
    }

    /** Of an urn with one ball of each colour, to which each draw adds one of its colour. */
    private static double slow(int one, int other, boolean first, int balls, int others, int left) {
        if (left == 0) {
            return one > other || (one == other && first) ? 1 : 0;
        }
        double hit = (balls + 1.0) / (balls + others + 2);
        return hit * slow(one + 1, other, first, balls + 1, others, left - 1)
                + (1 - hit) * slow(one, other + 1, first, balls, others + 1, left - 1);
    }

    @Property
    void noneOfTheSamplesAskedForAtOnceCouldHaveBeenSpared(
            @ForAll @IntRange(min = 2, max = 10) int most,
            @ForAll @IntRange(max = 9) int one,
            @ForAll @IntRange(max = 9) int other,
            @ForAll @DoubleRange(min = 0.51, max = 1) double confidence) {
        int asked = Math.min(most, one + other);
        int mine = Math.min(one, asked);
        Adaptive rule = new Adaptive(2, confidence);
        int more = rule.more(lead(mine, asked - mine), most - asked);

        for (int fewer = 0; fewer < more; fewer++) {
            for (int hits = 0; hits <= fewer; hits++) {
                Lead then = lead(mine + hits, asked - mine + fewer - hits);
                assertThat(rule.more(then, most - asked - fewer))
                        .as("%s after %s more", then, fewer)
                        .isPositive();
            }
        }
        assertThat(more).isLessThanOrEqualTo(most - asked);
    }

    @Property
    void theAnswerIsThatOfAllSamplesAsOftenAsTheConfidenceSays(
            @ForAll @IntRange(min = 2, max = 9) int most,
            @ForAll @IntRange(min = 2, max = 4) int least,
            @ForAll @DoubleRange(min = 0.51, max = 1) double confidence) {
        Adaptive rule = new Adaptive(Math.min(least, most), confidence);

        double same = 0;
        for (Way way : ways(most)) {
            List<Boolean> heard = way.draws().subList(0, asked(rule, way.draws()));
            same += oneLeads(heard) == oneLeads(way.draws()) ? way.probability() : 0;
        }

        assertThat(same).isGreaterThanOrEqualTo(confidence - ROUNDING);
    }

    @Property
    void whatIsExpectedIsTheMeanOverAllSequences(
            @ForAll @IntRange(min = 2, max = 10) int most,
            @ForAll @IntRange(min = 2, max = 5) int least,
            @ForAll @DoubleRange(min = 0.51, max = 1) double confidence) {
        Adaptive rule = new Adaptive(Math.min(least, most), confidence);
        double[] reach = new double[most];
        double rounds = 0;
        for (Way way : ways(most)) {
            for (int i = 0; i < asked(rule, way.draws()); i++) {
                reach[i] += way.probability();
            }
            rounds += way.probability() * rounds(rule, way.draws());
        }

        Growth growth = rule.growth(most);

        assertThat(growth.rounds()).isCloseTo(rounds, within(ROUNDING));
        for (int i = 0; i < most; i++) {
            assertThat(growth.reach().get(i)).isCloseTo(reach[i], within(ROUNDING));
        }
    }

    /** Who each sample agrees with, the first answer or the other, and how probable that is. */
    private record Way(List<Boolean> draws, double probability) {}

    private static List<Way> ways(int most) {
        List<Way> ways = List.of(new Way(List.of(), 1));
        for (int n = 0; n < most; n++) {
            List<Way> longer = new ArrayList<>();
            for (Way way : ways) {
                double hit = (count(way.draws()) + 1.0) / (n + 2);
                longer.add(new Way(plus(way.draws(), true), way.probability() * hit));
                longer.add(new Way(plus(way.draws(), false), way.probability() * (1 - hit)));
            }
            ways = longer;
        }
        return ways;
    }

    private static List<Boolean> plus(List<Boolean> draws, boolean next) {
        List<Boolean> more = new ArrayList<>(draws);
        more.add(next);
        return more;
    }

    private static int asked(Adaptive rule, List<Boolean> draws) {
        return walk(rule, draws)[0];
    }

    private static int rounds(Adaptive rule, List<Boolean> draws) {
        return walk(rule, draws)[1];
    }

    private static int[] walk(Adaptive rule, List<Boolean> draws) {
        int asked = 0;
        int rounds = 0;
        int more = rule.least();
        while (more > 0) {
            asked += more;
            rounds++;
            int one = count(draws.subList(0, asked));
            more = rule.more(lead(one, asked - one), draws.size() - asked);
        }
        return new int[] {asked, rounds};
    }

    private static boolean oneLeads(List<Boolean> draws) {
        return 2 * count(draws) >= draws.size();
    }

    private static int count(List<Boolean> draws) {
        return (int) draws.stream().filter(hit -> hit).count();
    }

    private static Lead lead(int one, int other) {
        return new Lead(Math.max(one, other), Math.min(one, other), one >= other);
    }
}
