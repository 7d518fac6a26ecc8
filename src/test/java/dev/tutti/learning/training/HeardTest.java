package dev.tutti.learning.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.tutti.memory.modelstore.LatentTopics;
import dev.tutti.memory.modelstore.Projection;
import dev.tutti.memory.modelstore.PromptClusters;
import dev.tutti.sense.feature.FeatureExtractor;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class HeardTest {
    private static final int GROUPS = 2_000;

    @Test
    void aGroupTakesHardlyMoreMemoryWhereManyTasksAreKnown() {
        StoppingGround none = ground(0);
        StoppingGround many = ground(32);
        allocated(none);
        allocated(many);

        long each = (allocated(many) - allocated(none)) / GROUPS;

        // A row with its zeros would take 768 bytes more; the moments of the folds alone take about 130.
        assertThat(each).isLessThan(300);
    }

    private static long allocated(StoppingGround ground) {
        var meter = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = meter.getCurrentThreadAllocatedBytes();
        assertThat(Heard.of(ground, List.of(0, 1, 2), Readings.byReliability(ground))
                        .score(0))
                .isBetween(0.0, 1.0);
        return meter.getCurrentThreadAllocatedBytes() - before;
    }

    private static StoppingGround ground(int tasks) {
        List<PromptGroup> groups = Recorded.halfHard(GROUPS, new Random(1));
        return new StoppingGround(groups, new TreeSet<>(Recorded.MODELS), 5, clusters(tasks));
    }

    private static PromptClusters clusters(int tasks) {
        int dense = FeatureExtractor.SCHEMA.dense().size();
        double[] ones = new double[dense];
        Arrays.fill(ones, 1);
        Projection projection =
                new Projection(FeatureExtractor.SCHEMA.version(), new double[dense], ones, LatentTopics.NONE);
        List<String> names =
                IntStream.range(0, tasks).mapToObj(task -> "task-" + task).toList();
        return new PromptClusters(projection, new double[1][dense], new double[] {1}, names);
    }
}
