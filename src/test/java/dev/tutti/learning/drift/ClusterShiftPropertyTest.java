package dev.tutti.learning.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

final class ClusterShiftPropertyTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int CLUSTERS = 64;

    @Property(tries = 200)
    void theIndexIsTheSumOverAllBinsReckonedFromThePromptsThemselves(
            @ForAll @IntRange(min = 1, max = 20) int bins,
            @ForAll @IntRange(max = 300) int before,
            @ForAll @IntRange(max = 300) int now,
            @ForAll long seed) {
        Random chance = new Random(seed);
        int[] old = chance.ints(before, 0, bins).toArray();
        int[] recent = chance.ints(now, 0, 1 + chance.nextInt(bins)).toArray();

        double index = PopulationStability.index(counts(old), counts(recent));

        assertThat(index).isCloseTo(slow(old, recent), within(1e-9)).isGreaterThanOrEqualTo(0);
        assertThat(PopulationStability.index(counts(recent), counts(old))).isCloseTo(index, within(1e-9));
        assertThat(PopulationStability.index(counts(old), counts(old))).isZero();
    }

    private static int[] counts(int[] prompts) {
        int[] counts = new int[bins(prompts)];
        Arrays.stream(prompts).forEach(cluster -> counts[cluster]++);
        return counts;
    }

    private static int bins(int[] prompts) {
        return Arrays.stream(prompts).max().orElse(-1) + 1;
    }

    private static double slow(int[] before, int[] now) {
        int bins = Math.max(bins(before), bins(now));
        double index = 0;
        for (int bin = 0; bin < bins; bin++) {
            double p = share(before, bin, bins);
            double q = share(now, bin, bins);
            index += q * Math.log(q / p) + p * Math.log(p / q);
        }
        return index;
    }

    private static double share(int[] prompts, int bin, int bins) {
        return (Arrays.stream(prompts).filter(cluster -> cluster == bin).count() + 0.5) / (prompts.length + 0.5 * bins);
    }

    @Property(tries = 10)
    void onlyTheLatestPromptsCountAndItIsOverWhenTheyAreAsBefore(@ForAll long seed) {
        Random chance = new Random(seed);
        int[] learned = chance.ints(1_500, 0, 6).toArray();
        int[] prompts = new int[3_500];
        Arrays.setAll(prompts, i -> i > 1_200 && i < 2_000 ? 7 : chance.nextInt(6));
        ClusterShift shift = new ClusterShift(histogram(learned));
        Optional<Instant> moved = Optional.empty();

        for (int i = 0; i < prompts.length; i++) {
            shift = shift.copy();
            shift.add(prompts[i], START.plusSeconds(i));
            if (isFar(learned, prompts, i, ClusterShift.MOVED)) {
                moved = moved.or(shift::since);
                assertThat(shift.since()).isPresent().isEqualTo(moved);
            } else if (!isFar(learned, prompts, i, ClusterShift.BACK)) {
                assertThat(shift.since()).isEmpty();
            }
        }

        assertThat(moved).isPresent();
        assertThat(shift.since()).isEmpty();
    }

    private static boolean isFar(int[] learned, int[] prompts, int last, double limit) {
        return last >= ClusterShift.RECENT - 1
                && slow(learned, Arrays.copyOfRange(prompts, last + 1 - ClusterShift.RECENT, last + 1)) >= limit;
    }

    @Example
    void atMostOneWindowInTwentyWithoutAChangeAlarms() {
        Random chance = new Random(20_260_101);
        int alarms = 0;
        for (int window = 0; window < 200; window++) {
            ClusterShift shift =
                    new ClusterShift(histogram(chance.ints(1_000, 0, CLUSTERS).toArray()));
            boolean alarmed = false;
            for (int i = 0; i < 2_000; i++) {
                shift.add(chance.nextInt(CLUSTERS), START);
                alarmed |= shift.since().isPresent();
            }
            alarms += alarmed ? 1 : 0;
        }

        assertThat(alarms).isLessThanOrEqualTo(10);
    }

    @Example
    void aThirdOfAllPromptsInOneNewClusterIsNoticedWithinAThousandRequests() {
        Random chance = new Random(20_260_101);
        for (int replay = 0; replay < 100; replay++) {
            ClusterShift shift =
                    new ClusterShift(histogram(chance.ints(1_000, 0, CLUSTERS).toArray()));
            for (int i = 0; i < 2_000; i++) {
                shift.add(i >= 1_000 && chance.nextInt(3) == 0 ? CLUSTERS : chance.nextInt(CLUSTERS), START);
            }

            assertThat(shift.since()).isPresent();
        }
    }

    @Example
    void ofTooFewPromptsOnEitherSideNothingIsSaid() {
        ClusterShift young = new ClusterShift(histogram(new int[1_000]));
        ClusterShift unlearned = new ClusterShift(histogram(new int[999]));
        for (int i = 0; i < 999; i++) {
            young.add(5, START);
            unlearned.add(5, START);
        }
        unlearned.add(5, START);

        assertThat(young.since()).isEmpty();
        assertThat(unlearned.since()).isEmpty();
        young.add(5, START);
        assertThat(young.since()).contains(START);
    }

    private static ClusterShift.Histogram histogram(int[] prompts) {
        ClusterShift.Histogram histogram = new ClusterShift.Histogram();
        Arrays.stream(prompts).forEach(cluster -> histogram.add(cluster, 1));
        return histogram;
    }
}
