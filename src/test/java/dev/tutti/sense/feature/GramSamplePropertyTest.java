package dev.tutti.sense.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
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

    @Property
    void whatIsGuessedBeforehandIsTheSameOrToldToBeTooLittle(
            @ForAll long seed,
            @ForAll @IntRange(max = 600) int offers,
            @ForAll @IntRange(min = 1, max = 600) int differ) {
        List<Long> some = new SplittableRandom(seed).longs(differ).boxed().toList();
        List<Long> offered =
                IntStream.range(0, offers).mapToObj(i -> some.get(i % differ)).toList();
        GramSample sample = new GramSample(20);
        sample.expect(offers);
        offered.forEach(sample::offer);

        if (sample.isWhole()) {
            assertThat(buckets(sample)).isEqualTo(obvious(offered, 20));
        } else {
            assertThat(offers).as("offers, of so few of which all are kept").isGreaterThan(45);
        }
    }

    /** Else every prompt would be read twice. */
    @Property
    void mostlyTheGuessIsEnough(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long whole = IntStream.range(0, 50)
                .filter(_ -> {
                    GramSample sample = new GramSample(64);
                    sample.expect(3_000);
                    random.longs(2_400).forEach(sample::offer);
                    return sample.isWhole();
                })
                .count();

        assertThat(whole).isGreaterThan(45);
    }

    private static BitSet kept(List<Long> offered, int most) {
        GramSample sample = new GramSample(most);
        offered.forEach(sample::offer);
        return buckets(sample);
    }

    private static BitSet buckets(GramSample sample) {
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
