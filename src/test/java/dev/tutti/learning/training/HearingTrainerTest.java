package dev.tutti.learning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tutti.memory.modelstore.LearnedHearing;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class HearingTrainerTest {
    private static final List<Integer> ALL = List.of(0, 1, 2);

    /** With an audit rate of 2 % every prompt stands for 50 requests, and is one label all the same. */
    @Test
    void promptsThatAllStandForAsManyRequestsTeachWhatTheyTeachStandingForOne() {
        List<PromptGroup> groups = Recorded.halfHard(60, new Random(1));

        LearnedHearing once = learned(groups);
        LearnedHearing fifty = learned(weighing(50, groups));

        assertThat(fifty.none().getFirst()).isCloseTo(once.none().getFirst(), within(0.5));
        for (int voice : ALL) {
            // What a voice usually weighs, the log-odds of its model, is a little surer with more requests behind it.
            assertThat(weight(fifty, voice)).isCloseTo(weight(once, voice), within(0.5));
        }
    }

    private static double weight(LearnedHearing hearing, int voice) {
        return hearing.voices().get(voice).getFirst().of(5);
    }

    private static LearnedHearing learned(List<PromptGroup> groups) {
        StoppingGround ground =
                new StoppingGround(groups, new TreeSet<>(Recorded.MODELS), 5, CascadeTrainerTest.oneCluster());
        HearingTrainer trainer = new HearingTrainer(ground);
        trainer.of(ALL);
        return trainer.learned(ALL);
    }

    private static List<PromptGroup> weighing(double weight, List<PromptGroup> groups) {
        return groups.stream()
                .map(group -> new PromptGroup(
                        group.promptHash(),
                        group.world(),
                        group.at(),
                        group.features(),
                        group.targets(),
                        group.answers(),
                        weight,
                        group.sampled()))
                .toList();
    }
}
