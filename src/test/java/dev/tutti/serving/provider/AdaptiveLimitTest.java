package dev.tutti.serving.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class AdaptiveLimitTest {
    private static final Signal CROWDED = new Signal.Crowded();

    private final VirtualTime time = new VirtualTime();
    private final AdaptiveLimit limit = new AdaptiveLimit(64, TestCalls.LIMIT_TERMS, time);

    /** As many at once as may be, so often. */
    private void rounds(int times, Signal signal) {
        for (int i = 0; i < times; i++) {
            int calls = Math.max(20, limit.now());
            int falls = limit.begins(limit.now());
            for (int call = 0; call < calls; call++) {
                limit.ended(falls, signal);
            }
            time.pass(Duration.ofSeconds(1));
        }
    }

    private static Signal inTime(long millis) {
        return new Signal.InTime(true, Duration.ofMillis(millis).toNanos());
    }

    @Test
    void aModelBeginsWithWhatTheCatalogueAllowsAndNeverGetsMore() {
        rounds(5, inTime(200));

        assertThat(limit.now()).isEqualTo(64);
    }

    @Test
    void anOutageTakesItToTheFloorAndNoFurther() {
        rounds(20, CROWDED);

        assertThat(limit.now()).isEqualTo(4);
    }

    @Test
    void callsThatBeganBeforeAFallDoNotMakeItFallAgain() {
        int falls = limit.begins(64);
        for (int call = 0; call < 64; call++) {
            limit.ended(falls, CROWDED);
        }

        assertThat(limit.now()).isEqualTo(44);
    }

    @Test
    void aShareOfFailuresThatIsToleratedChangesNothing() {
        int falls = limit.begins(64);
        for (int call = 0; call < 640; call++) {
            limit.ended(falls, call % 20 == 0 ? CROWDED : inTime(200));
        }

        assertThat(limit.now()).isEqualTo(64);
    }

    @Test
    void afterAnOutageItGrowsSteeplyToWhereItFellAndByStepsFromThere() {
        rounds(20, CROWDED);

        rounds(4, inTime(200));
        assertThat(limit.now()).isEqualTo(44);
        rounds(1, inTime(200));
        assertThat(limit.now()).isEqualTo(46);
        rounds(9, inTime(200));
        assertThat(limit.now()).isEqualTo(64);
    }

    @Test
    void answersThatTakeMuchLongerThanLatelyMakeItFall() {
        rounds(3, inTime(200));
        rounds(1, inTime(700));

        assertThat(limit.now()).isEqualTo(44);
    }

    @Test
    void aSlownessThatFewerCallsDoNotCureIsHowTheModelAnswersNow() {
        rounds(3, inTime(200));
        rounds(2, inTime(700));
        assertThat(limit.now()).isEqualTo(46);

        rounds(9, inTime(700));

        assertThat(limit.now()).isEqualTo(64);
    }

    @Test
    void aSlownessThatFewerCallsCureIsHeldAgainstThem() {
        rounds(3, inTime(200));
        rounds(1, inTime(1000));
        rounds(1, inTime(700));

        assertThat(limit.now()).isEqualTo(30);
    }

    @Test
    void streamsAndWholeAnswersAreNotComparedWithEachOther() {
        rounds(3, new Signal.InTime(true, 1_000));
        rounds(3, new Signal.InTime(false, 100_000));

        assertThat(limit.now()).isEqualTo(64);
    }

    @Test
    void whatNobodyNeedsIsNotLearnedFromButForgottenByAndBy() {
        rounds(20, CROWDED);
        for (int call = 0; call < 100; call++) {
            limit.ended(limit.begins(1), inTime(200));
        }
        assertThat(limit.now()).isEqualTo(4);

        for (int wait = 0; wait < 4; wait++) {
            time.pass(Duration.ofSeconds(30));
            limit.begins(1);
        }

        assertThat(limit.now()).isEqualTo(64);
    }

    @Test
    void aModelThatAllowsFewerThanTheFloorKeepsThem() {
        AdaptiveLimit narrow = new AdaptiveLimit(2, TestCalls.LIMIT_TERMS, time);
        int falls = narrow.begins(2);
        for (int call = 0; call < 100; call++) {
            narrow.ended(falls, CROWDED);
        }

        assertThat(narrow.now()).isEqualTo(2);
    }
}
