package dev.tutti.memory.modelstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tutti.learning.training.Trained;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Single;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TypicalScoresTest {
    private static final ReleaseParts PARTS = Trained.parts(1);
    private static final double[] TRAFFIC = new Traffic(PARTS).of(World.REAL);
    private static final List<ModelId> REAL = List.of(Trained.STRONG, Trained.WEAK);

    private static double typical(ModelId model) {
        PlanDescriptors descriptors =
                new PlanDescriptors(id -> Optional.ofNullable(PARTS.facts().get(id)));
        SuccessWeights.PlanWeights weights = PARTS.success()
                .get(World.REAL)
                .weights()
                .compile(descriptors.of(new Single(model)).orElseThrow());
        return new TypicalScores(PARTS, new Traffic(PARTS)).of(World.REAL, weights);
    }

    private static ClusterTable.PlanCells cells(ModelId model) {
        return PARTS.table().plans().get(new Single(model).notation());
    }

    @Test
    void singleModelsScoreOnAverageWhatTheTableKnowsOfThem() {
        double beyond = REAL.stream()
                .mapToDouble(model -> cells(model).all().labels()
                        * (typical(model) - PARTS.table().overall(cells(model), TRAFFIC)))
                .sum();

        assertThat(beyond).isCloseTo(0, within(1e-6));
    }

    @Test
    void eachModelsTypicalScoreIsNearItsOwnMean() {
        assertThat(REAL)
                .allSatisfy(model -> assertThat(typical(model))
                        .isCloseTo(PARTS.table().overall(cells(model), TRAFFIC), within(0.08)));
        assertThat(typical(Trained.STRONG)).isGreaterThan(typical(Trained.WEAK) + 0.2);
    }
}
