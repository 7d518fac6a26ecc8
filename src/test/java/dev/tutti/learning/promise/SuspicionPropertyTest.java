package dev.tutti.learning.promise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

final class SuspicionPropertyTest {
    private static final double ALPHA = 0.05;

    @Property(tries = 100)
    void isTheProductOfItsBetsReckonedFromScratch(
            @ForAll Draws.Kind kind,
            @ForAll @IntRange(max = 60) int n,
            @ForAll @DoubleRange(min = 0.05, max = 1) double target,
            @ForAll long seed) {
        double[] scores = kind.draw(n, new Random(seed));
        Suspicion suspicion = new Suspicion(target);

        double highest = 1;
        for (int upTo = 0; upTo < n; upTo++) {
            suspicion.add(scores[upTo]);
            highest = Math.max(highest, slowWealth(scores, upTo + 1, target));
        }

        assertThat(suspicion.eValue()).isCloseTo(highest, within(1e-9 * highest));
        assertThat(suspicion.seen()).isEqualTo(n);
    }

    private static double slowWealth(double[] scores, int n, double target) {
        double wealth = 1;
        for (int t = 0; t < n; t++) {
            double mean = mean(scores, t, target);
            double squares = 0.25;
            for (int i = 0; i < t; i++) {
                squares += Math.pow(scores[i] - mean(scores, i + 1, target), 2);
            }
            double gap = target - mean;
            double stake = gap / (squares / (t + 1) + gap * gap);
            wealth *= 1 + Math.clamp(stake, 0, 0.5 / Math.max(0.01, 1 - target)) * (target - scores[t]);
        }
        return wealth;
    }

    private static double mean(double[] scores, int n, double target) {
        double sum = target;
        for (int i = 0; i < n; i++) {
            sum += scores[i];
        }
        return sum / (n + 1);
    }

    /** Of 2,000 promises that just hold, looked at after every score, 130 false alarms would be too many. */
    @Example
    void aPromiseThatJustHoldsIsSuspectedAtTheLevelAtMostHoweverOftenOneLooks() {
        for (Draws.Kind kind : Draws.Kind.values()) {
            assertThat(alarms(kind, kind.mean(), 1_000)).as("%s", kind).isLessThanOrEqualTo(130);
        }
    }

    @Example
    void aPromiseBrokenByFivePointsIsSuspectedWithinAThousandLabelsNearlyAlways() {
        assertThat(alarms(Draws.Kind.COIN, 0.85, 1_000)).isGreaterThan(1_600);
    }

    private static int alarms(Draws.Kind kind, double target, int labels) {
        Random chance = new Random(20_260_101);
        int alarms = 0;
        for (int i = 0; i < 2_000; i++) {
            Suspicion suspicion = new Suspicion(target);
            for (double score : kind.draw(labels, chance)) {
                suspicion.add(score);
            }
            alarms += suspicion.alarms(ALPHA) ? 1 : 0;
        }
        return alarms;
    }

    @Example
    void anAlarmStaysWhateverComesAfterIt() {
        Suspicion suspicion = new Suspicion(0.8);
        for (int i = 0; i < 40; i++) {
            suspicion.add(0);
        }
        assertThat(suspicion.alarms(ALPHA)).isTrue();

        for (int i = 0; i < 10_000; i++) {
            suspicion.add(1);
        }

        assertThat(suspicion.alarms(ALPHA)).isTrue();
    }
}
