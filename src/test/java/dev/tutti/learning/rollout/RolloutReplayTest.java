package dev.tutti.learning.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.learning.rollout.RolledOutWorld.End;
import dev.tutti.learning.rollout.RolledOutWorld.Router;
import dev.tutti.learning.rollout.RolledOutWorld.Truth;
import dev.tutti.memory.modelstore.Stage;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Whole rollouts of challengers whose truth is known, with seeds: how many of which kind end how. */
final class RolloutReplayTest {
    private static final Router USUAL = new Router(0.8, 0.01, 1, 1);
    private static final RolloutSettings SETTINGS = new Steps(500);
    private static final int EVERY = 250;
    private static final int MOST = 6_000;

    private static Truth truth(Router challenger) {
        return new Truth(0.5, 0.5, 0.02, USUAL, challenger);
    }

    private static End run(Truth truth, long seed) {
        return new RolledOutWorld(truth, seed).run(SETTINGS, EVERY, MOST);
    }

    private static long takenBack(Truth truth, int rollouts) {
        return LongStream.range(0, rollouts)
                .mapToObj(seed -> run(truth, seed))
                .filter(end -> !end.promoted() && !end.reason().equals("it stays"))
                .count();
    }

    @Test
    void ofEqualChallengersFiveInAHundredAtMostAreTakenBackAndTheOthersReachTheEnd() {
        Truth equal = truth(USUAL);

        assertThat(takenBack(equal, 400)).isLessThanOrEqualTo(20);
        assertThat(run(equal, 1)).isEqualTo(new End(true, Stage.WHOLE, 2_000, ""));
    }

    /** Half the requests differ, so four points less on those are two points less on all. */
    @Test
    void thatHoldsOfAChallengerThatIsAsMuchWorseAsTheMarginsAllowToo() {
        Truth worst = truth(new Router(0.76, 0.01, 1.4, 1));

        assertThat(takenBack(worst, 400)).isLessThanOrEqualTo(20);
    }

    @Test
    void aBetterOneReachesTheEnd() {
        assertThat(LongStream.range(0, 20)
                        .mapToObj(seed -> run(truth(new Router(0.9, 0, 0.9, 0.9)), seed))
                        .filter(End::promoted))
                .hasSize(20);
    }

    @Test
    void aMuchWorseOneIsTakenBackBeforeAQuarterOfTheRequestsIsItsOwn() {
        assertTakenBackEarly(new Router(0.4, 0.01, 1, 1), "its answers score lower");
    }

    @Test
    void oneThatFailsMoreIsTakenBackAsEarlyThoughNobodyLabelsAnything() {
        Truth failing = new Truth(0.5, 0.5, 0, USUAL, new Router(0.8, 0.3, 1, 1));

        End end = run(failing, 3);

        assertThat(end.promoted()).isFalse();
        assertThat(end.last()).isIn(Stage.SHADOW, Stage.TWENTIETH);
    }

    @Test
    void oneThatCostsMoreThanItToldIsTakenBackAsEarly() {
        assertTakenBackEarly(new Router(0.8, 0.01, 2.5, 1), "its requests cost more than it told");
    }

    @Test
    void oneThatTakesLongerThanItToldIsTakenBackAsEarly() {
        assertTakenBackEarly(new Router(0.8, 0.01, 1, 4), "its requests take longer than it told");
    }

    @Test
    void withoutASinglePairTheRequestsThatChanceGaveToEitherTellAChallengerThatFails() {
        Truth failing = new Truth(1, 0, 0, USUAL, new Router(0.8, 0.6, 1, 1));

        End end = run(failing, 5);

        assertThat(end.promoted()).isFalse();
        assertThat(end.reason()).contains("more of its answers are degraded or failed");
        assertThat(end.last()).isIn(Stage.TWENTIETH, Stage.QUARTER);
    }

    @Test
    void oneThatChoosesAlikeOnAlmostAllRequestsCannotBeMuchWorse() {
        Truth rare = new Truth(0.01, 1, 0.02, USUAL, new Router(0, 0.01, 1, 1));

        assertThat(run(rare, 7).promoted()).isTrue();
    }

    private static void assertTakenBackEarly(Router challenger, String words) {
        for (long seed = 0; seed < 50; seed++) {
            End end = run(truth(challenger), seed);

            assertThat(end.promoted()).as("seed %d", seed).isFalse();
            assertThat(end.reason()).as("seed %d", seed).contains(words);
            assertThat(end.last()).as("seed %d", seed).isIn(Stage.SHADOW, Stage.TWENTIETH);
            assertThat(end.requests()).as("seed %d", seed).isLessThanOrEqualTo(2_000);
        }
    }
}
