package dev.tutti.sense.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.LongStream;
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
        assertThat(kept(offered, most)).isEqualTo(obvious(offered, most));
    }

    /** As real ones are, so that most of them are refused and the rest lies close together. */
    @Property
    void soItDoesWithHashesAllOverTheRange(
            @ForAll @Size(max = 400) List<Long> offered,
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 20) int most) {
        List<Long> all = LongStream.concat(
                        offered.stream().mapToLong(Long::longValue), new SplittableRandom(seed).longs(300))
                .boxed()
                .toList();
        assertThat(kept(all, most)).isEqualTo(obvious(all, most));
    }

    @Property
    void theLargestHashThereIsCountsToo(@ForAll @Size(max = 3) List<Long> others) {
        List<Long> offered = new ArrayList<>(others);
        offered.add(0, Long.MAX_VALUE);

        assertThat(kept(offered, 4)).isEqualTo(obvious(offered, 4));
    }

    private static BitSet kept(List<Long> offered, int most) {
        GramSample sample = new GramSample(most);
        offered.forEach(sample::offer);
        BitSet buckets = new BitSet();
        sample.buckets(buckets);
        return buckets;
    }

    private static BitSet obvious(List<Long> offered, int most) {
        BitSet buckets = new BitSet();
        new TreeSet<>(offered)
                .stream().limit(most).forEach(hash -> buckets.set((int) (hash & (FeatureExtractor.BUCKETS - 1))));
        return buckets;
    }
}
