package dev.tutti.sense.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.RequestId;
import dev.tutti.words.plan.Single;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;

final class IntroductionPropertyTest {
    private static final PolicySettings SETTINGS = PolicySettings.DEFAULTS;

    @Provide
    Arbitrary<List<Candidate>> plans() {
        return Plans.lists();
    }

    @Provide
    Arbitrary<Targets> targets() {
        return Plans.targets();
    }

    @Property(tries = 30)
    void loggedPropensitiesAreHowOftenEachPlanRunsOverBothDraws(
            @ForAll("plans") List<Candidate> plans,
            @ForAll("targets") Targets targets,
            @ForAll @DoubleRange(min = 0.05, max = 0.5) double share) {
        PolicyChoice champion = Policy.champion(plans, targets, SETTINGS);
        Assume.that(champion instanceof PolicyChoice.Chosen);
        PolicyChoice.Chosen best = (PolicyChoice.Chosen) champion;
        Newcomer last = newcomer(plans, share);
        int requests = 4_000;
        int[] ran = new int[plans.size()];
        PolicyChoice.Chosen any = best;
        for (int i = 0; i < requests; i++) {
            RequestId id = new RequestId("r" + i);
            PolicyChoice.Chosen explored = Policy.explore(best, targets, SETTINGS, ExplorationDraw.of(id));
            any = Policy.introduce(explored, last, targets, SETTINGS, NewcomerDraw.of(id));
            ran[any.index()]++;
        }

        double sum = 0;
        for (int i = 0; i < ran.length; i++) {
            double told = any.candidates().get(i).propensity();
            sum += told;
            assertThat((double) ran[i] / requests).isCloseTo(told, within(0.04));
        }
        if (any.reached()) {
            assertThat(sum).isCloseTo(1, within(1e-9));
        }
    }

    private static Newcomer newcomer(List<Candidate> plans, double share) {
        return plans.getLast().plan() instanceof Single single
                ? new Newcomer(single.model(), share, 1)
                : new Newcomer(new ModelId("none"), share, 1);
    }
}
