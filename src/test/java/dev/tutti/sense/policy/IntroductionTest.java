package dev.tutti.sense.policy;

import static dev.tutti.sense.policy.Plans.plan;
import static dev.tutti.sense.policy.Plans.targets;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.sense.policy.PolicyChoice.Chosen;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Adaptive;
import dev.tutti.words.plan.Aggregation;
import dev.tutti.words.plan.Reliability;
import dev.tutti.words.plan.SelfMoa;
import dev.tutti.words.plan.WhenInfeasible;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When a newcomer may serve a request, and what the log is told of how likely that was. */
final class IntroductionTest {
    private static final Candidate GOOD = plan("good", 0.82, 0.85, 4_000, 6_000, 2_000);
    private static final Candidate LIKE = plan("like", 0.8, 0.84, 4_100, 6_000, 2_000);
    /** What is predicted of it is wide and low: nothing was measured. */
    private static final Candidate NEW = plan("new", 0.4, 0.6, 5_000, 6_000, 2_000);

    private static final Newcomer NEWCOMER = new Newcomer(new ModelId("new"), 0.2, 0.75);
    private static final Targets TARGETS = targets(0.8, 50_000, 30_000, WhenInfeasible.BEST_GAIN);
    private static final NewcomerDraw SERVES = new NewcomerDraw(0.19);
    private static final NewcomerDraw STAYS = new NewcomerDraw(0.2);
    private static final ExplorationDraw CHAMPION = new ExplorationDraw(0);

    private static Chosen explored(Targets targets, Candidate... plans) {
        return (Chosen) Policy.choose(List.of(plans), targets, PolicySettings.DEFAULTS, CHAMPION);
    }

    private static Chosen introduced(Chosen explored, Newcomer newcomer, NewcomerDraw draw) {
        return Policy.introduce(explored, newcomer, TARGETS, PolicySettings.DEFAULTS, draw);
    }

    @Test
    void theNewcomerServesItsShareAndExplorationKeepsTheRestOfTheProbability() {
        Chosen explored = explored(TARGETS, GOOD, LIKE, NEW);

        Chosen serves = introduced(explored, NEWCOMER, SERVES);
        Chosen stays = introduced(explored, NEWCOMER, STAYS);

        assertThat(serves.candidate().plan()).isEqualTo(NEW.plan());
        assertThat(serves.introduced()).isTrue();
        assertThat(serves.explored()).isTrue();
        assertThat(serves.candidates()).extracting(Candidate::propensity).containsExactly(0.8 * 0.94, 0.8 * 0.06, 0.2);
        assertThat(serves.candidates().getFirst().rejected())
                .contains("a newcomer answered in its place, so that it gets known");
        assertThat(stays.candidate().plan()).isEqualTo(GOOD.plan());
        assertThat(stays.introduced()).isFalse();
        assertThat(stays.candidates())
                .as("the same draw of chance, whatever came of it")
                .extracting(Candidate::propensity)
                .containsExactly(0.8 * 0.94, 0.8 * 0.06, 0.2);
    }

    @Test
    void whoseAnswersInTheBackgroundWereFurtherBelowTheTargetThanExplorationMayBeServesNobody() {
        Chosen explored = explored(TARGETS, GOOD, NEW);

        assertThat(introduced(explored, new Newcomer(new ModelId("new"), 0.2, 0.71), SERVES)
                        .introduced())
                .isTrue();
        assertThat(introduced(explored, new Newcomer(new ModelId("new"), 0.2, 0.69), SERVES))
                .isEqualTo(explored);
    }

    @Test
    void nobodyIsServedByANewcomerWhereTheTargetIsOutOfReach() {
        Targets beyond = targets(0.99, 50_000, 30_000, WhenInfeasible.BEST_GAIN);
        Chosen explored = explored(beyond, GOOD, NEW);

        assertThat(Policy.introduce(explored, NEWCOMER, beyond, PolicySettings.DEFAULTS, SERVES))
                .isEqualTo(explored);
    }

    @Test
    void aNewcomerIsBoundByTheBudgetAndByWhatAnExploredPlanMayCost() {
        Candidate dear = plan("new", 0.4, 0.6, 12_100, 13_000, 2_000);
        Candidate slow = plan("new", 0.4, 0.6, 5_000, 6_000, 30_001);

        assertThat(introduced(explored(TARGETS, GOOD, dear), NEWCOMER, SERVES).introduced())
                .isFalse();
        assertThat(introduced(explored(TARGETS, GOOD, slow), NEWCOMER, SERVES).introduced())
                .isFalse();
    }

    @Test
    void whatAPanelCostsIsNoMeasureOfWhatOneCallMay() {
        SelfMoa panel = new SelfMoa(
                new ModelId("good"), 3, new Aggregation.Vote(Reliability.EQUAL), Optional.<Adaptive>empty());
        Candidate panels = new Candidate(panel, GOOD.prediction(), GOOD.forecast(), Optional.empty(), 0);
        Candidate cheap = plan("new", 0.4, 0.6, 3_900, 6_000, 2_000);

        assertThat(introduced(explored(TARGETS, panels, NEW), NEWCOMER, SERVES).introduced())
                .isFalse();
        assertThat(introduced(explored(TARGETS, panels, cheap), NEWCOMER, SERVES)
                        .introduced())
                .isTrue();
    }

    @Test
    void whoIsTheChampionOrNoCandidateIsNotForced() {
        Chosen alone = explored(TARGETS, GOOD);

        assertThat(introduced(alone, NEWCOMER, SERVES)).isEqualTo(alone);
        assertThat(introduced(alone, new Newcomer(new ModelId("good"), 0.2, 0.9), SERVES))
                .isEqualTo(alone);
    }
}
