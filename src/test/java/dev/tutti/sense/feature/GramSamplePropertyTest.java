package dev.tutti.sense.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

final class GramSamplePropertyTest {
    @Property
    void itKeepsTheSmallestDistinctHashesInWhateverOrderTheyCome(
            @ForAll @Size(max = 200) List<@LongRange(min = -60, max = 60) Long> offered,
            @ForAll @IntRange(min = 1, max = 20) int most) {
        GramSample sample = new GramSample(most);
        offered.forEach(sample::offer);

        int[] buckets = new int[most];
        int end = sample.buckets(buckets, 0);

        int[] obvious = new TreeSet<>(offered)
                .stream()
                        .limit(most)
                        .mapToInt(hash -> (int) (hash & (FeatureExtractor.BUCKETS - 1)))
                        .toArray();
        assertThat(Arrays.copyOf(buckets, end)).containsExactlyInAnyOrder(obvious);
    }

    @Property
    void theLargestHashThereIsCountsToo(@ForAll @Size(max = 3) List<Long> others) {
        GramSample sample = new GramSample(4);
        sample.offer(Long.MAX_VALUE);
        others.forEach(sample::offer);

        assertThat(sample.buckets(new int[4], 0))
                .isEqualTo((int) others.stream()
                                .filter(hash -> hash != Long.MAX_VALUE)
                                .distinct()
                                .count()
                        + 1);
    }
}
