package dev.tutti.learning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.tutti.learning.training.OffPolicyEstimates.Match;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OffPolicyEstimatesTest {
    private static final double CONFIDENCE = 0.95;
    private static final int REPLAYS = 1_000;

    /** The weights: up to 3, up to 10, and up to 25; always worth some 300 rows. */
    @ParameterizedTest
    @CsvSource({
        "0.6, 900, false",
        "0.6, 900, true",
        "0.2, 900, false",
        "0.2, 900, true",
        "0.08, 1800, false",
        "0.08, 1800, true"
    })
    void ofAThousandReplayedLogsNineHundredIntervalsOrSoHoldTheTruth(double exploration, int rows, boolean graded) {
        LoggingWorld world = new LoggingWorld(exploration, graded);
        Random random = new Random(20_260_101);

        List<OffPolicyEstimates> replays = Stream.generate(() -> world.log(rows, random))
                .limit(REPLAYS)
                .map(log -> OffPolicyEstimates.of(log, CONFIDENCE))
                .toList();

        double size = replays.stream()
                .mapToDouble(OffPolicyEstimates::effectiveSize)
                .average()
                .orElseThrow();
        assertThat(size).isBetween(150.0, 400.0);
        assertThat(covered(replays, OffPolicyEstimates::ips)).as("IPS").isBetween(870L, 930L);
        assertThat(covered(replays, OffPolicyEstimates::snips)).as("SNIPS").isBetween(870L, 930L);
        assertThat(covered(replays, OffPolicyEstimates::doublyRobust))
                .as("doubly robust")
                .isBetween(870L, 930L);
    }

    private static long covered(List<OffPolicyEstimates> replays, Function<OffPolicyEstimates, Interval> estimate) {
        double truth = LoggingWorld.truth();
        return replays.stream()
                .map(estimate)
                .filter(interval -> interval.lower() <= truth && truth <= interval.upper())
                .count();
    }

    @Test
    void onAverageAllThreeFindTheTruthThoughTheRegressionIsWrong() {
        OffPolicyEstimates found =
                OffPolicyEstimates.of(new LoggingWorld(0.2, false).log(300_000, new Random(3)), CONFIDENCE);

        double truth = LoggingWorld.truth();
        assertThat(found.ips().mean()).isCloseTo(truth, within(0.01));
        assertThat(found.snips().mean()).isCloseTo(truth, within(0.005));
        assertThat(found.doublyRobust().mean()).isCloseTo(truth, within(0.005));
    }

    @Test
    void threeRowsGiveWhatIsReckonedByHand() {
        OffPolicyEstimates found = OffPolicyEstimates.of(
                List.of(new Match(2, 1, 0.5), new Match(0, 0, 0.75), new Match(4, 0.5, 0.5)), CONFIDENCE);

        assertThat(found.ips().mean()).isCloseTo(4.0 / 3, within(1e-12));
        assertThat(found.snips().mean()).isCloseTo(4.0 / 6, within(1e-12));
        assertThat(found.doublyRobust().mean()).isCloseTo((1.5 + 0.75 + 0.5) / 3, within(1e-12));
        assertThat(found.effectiveSize()).isCloseTo(36.0 / 20, within(1e-12));
        assertThat(found.largestWeight()).isEqualTo(4);
        assertThat(found.rows()).isEqualTo(3);
    }

    @Test
    void whatIsWorthLessThanTwoRowsRulesNoScoreOut() {
        OffPolicyEstimates none = OffPolicyEstimates.of(List.of(), CONFIDENCE);
        OffPolicyEstimates noMatch = OffPolicyEstimates.of(List.of(new Match(0, 1, 0.9)), CONFIDENCE);

        assertThat(List.of(none.ips(), none.snips(), none.doublyRobust(), noMatch.snips(), noMatch.doublyRobust()))
                .allSatisfy(interval -> {
                    assertThat(interval.lower()).isZero();
                    assertThat(interval.upper()).isEqualTo(1);
                });
        assertThat(noMatch.toJson().toString()).doesNotContain("NaN", "Infinity");
    }

    @Test
    void scoresThatNeverDifferedLeaveRoomForOneThatDoes() {
        OffPolicyEstimates found = OffPolicyEstimates.of(Collections.nCopies(300, new Match(1, 1, 1)), CONFIDENCE);

        assertThat(found.snips().mean()).isEqualTo(1);
        assertThat(found.snips().lower()).isBetween(0.99, 0.996);
        assertThat(found.doublyRobust().lower()).isBetween(0.99, 0.996);
    }

    @Test
    void aWeightThatNoPropensityGivesIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Match(0.5, 1, 1))
                .withMessageContaining("0.5");
        assertThatIllegalArgumentException().isThrownBy(() -> new Match(Double.NaN, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Match(Double.POSITIVE_INFINITY, 1, 1));
    }
}
