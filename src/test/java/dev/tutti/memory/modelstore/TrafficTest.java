package dev.tutti.memory.modelstore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.learning.training.Trained;
import dev.tutti.words.plan.Single;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class TrafficTest {
    private static final ReleaseParts PARTS = Trained.parts(1);

    @Test
    void aWorldsPromptsAreNoOtherWorldsTraffic() {
        TreeMap<String, ClusterTable.PlanCells> plans =
                new TreeMap<>(PARTS.table().plans());
        Stream.of(Trained.SIMULATED, Trained.SIMULATED_TOO)
                .forEach(model -> plans.put(new Single(model).notation(), inCluster(2, 1000)));

        Traffic traffic = new Traffic(with(plans));

        assertThat(traffic.of(World.SIMULATED)).containsExactly(0, 0, 1, 0);
        assertThat(traffic.of(World.REAL)).isEqualTo(new Traffic(PARTS).of(World.REAL));
        assertThat(traffic.of(World.REAL)[2]).isLessThan(0.9);
    }

    @Test
    void ofOneWorldAloneAllPlansAreItsTraffic() {
        TreeMap<String, ClusterTable.PlanCells> plans = new TreeMap<>();
        plans.put(new Single(Trained.WEAK).notation(), inCluster(0, 10));
        plans.put("any other plan", inCluster(1, 30));

        assertThat(new Traffic(with(plans)).of(World.REAL)).containsExactly(0.25, 0.75, 0, 0);
    }

    private static ClusterTable.PlanCells inCluster(int cluster, int labels) {
        List<ClusterTable.Cell> cells =
                new ArrayList<>(Collections.nCopies(PARTS.clusters().size(), ClusterTable.Cell.EMPTY));
        cells.set(cluster, new ClusterTable.Cell(labels, 0.5));
        return new ClusterTable.PlanCells(new ClusterTable.Cell(labels, 0.5), cells, new TreeMap<>());
    }

    private static ReleaseParts with(SortedMap<String, ClusterTable.PlanCells> plans) {
        return new ReleaseParts(
                PARTS.clusters(),
                new ClusterTable(PARTS.table().strength(), plans),
                PARTS.success(),
                PARTS.blend(),
                PARTS.calibration(),
                PARTS.output(),
                PARTS.cascades(),
                PARTS.ensembles(),
                PARTS.composite(),
                PARTS.provenance(),
                PARTS.facts());
    }
}
