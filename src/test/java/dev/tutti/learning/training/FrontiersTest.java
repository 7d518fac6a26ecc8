package dev.tutti.learning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tutti.memory.modelstore.RouterModel;
import dev.tutti.sense.policy.PolicySettings;
import dev.tutti.sense.policy.Targets;
import dev.tutti.words.catalogue.Catalogue;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class FrontiersTest {
    private static final Catalogue CATALOGUE = LoggedWorld.catalogue();

    private final MemoryLog log = new MemoryLog();

    @Test
    void aValueIsThatOfTheSettingThatServesAPriceBestWhenEachIsTriedInTurn() {
        log.importRows(LoggedWorld.rows(400));
        PolicyReplay replay = new PolicyReplay(learned(), CATALOGUE, PolicySettings.DEFAULTS);
        List<PromptGroup> groups = groups();
        double[] prices = {2, 40, 300};

        double[] values = Frontiers.ofTargets(replay, groups).values(prices);

        double[] slow = new double[groups.size()];
        for (double price : prices) {
            double[] best = tried(replay, groups, 0.3, price);
            for (int step = 1; step < 35; step++) {
                double[] other = tried(replay, groups, 0.3 + 0.02 * step, price);
                best = Arrays.stream(other).sum() > Arrays.stream(best).sum() + 1e-12 ? other : best;
            }
            for (int g = 0; g < slow.length; g++) {
                slow[g] += best[g] / prices.length;
            }
        }
        assertThat(Arrays.stream(values).sum()).isCloseTo(Arrays.stream(slow).sum(), within(1e-9));
    }

    /** What comes of each prompt, less its cost, with that target. */
    private static double[] tried(PolicyReplay replay, List<PromptGroup> groups, double target, double price) {
        return groups.stream()
                .mapToDouble(group -> replay.offered(group)
                        .choose(asking(target, group.targets()))
                        .map(choice -> choice.outcome().score()
                                - price * choice.outcome().cost().toDouble())
                        .orElse(0.0))
                .toArray();
    }

    private static Targets asking(double target, Targets held) {
        return new Targets(target, held.maxCost(), held.maxLatency(), held.whenInfeasible());
    }

    private RouterModel learned() {
        Deployment deployment = new Deployment(CATALOGUE, PolicySettings.DEFAULTS, LoggedWorld.TARGETS);
        return Trial.on(rows(), deployment, new TrainerTest.Settings()).without(Set.of());
    }

    private List<PromptGroup> groups() {
        return rows().groups().subList(0, 80);
    }

    private TrainingRows rows() {
        return new RowSource(log, CATALOGUE, Duration.ofHours(1), LoggedWorld.TARGETS, LatestVersions.NOT_TOLD_APART)
                .load(LoggedWorld.NOW);
    }
}
