package dev.tutti.edge.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class HeldTest {
    private static final long HEAP = 30_000_000;

    @Test
    void aHeapThatBreathesRetainsNothing() {
        Held held = heap(round -> HEAP + (round % 2 == 0 ? 400_000 : 0));

        assertThat(held.bytesPerRequest()).isCloseTo(0, within(10.0));
        assertThat(held.broken()).isEmpty();
    }

    @Test
    void whatEachRequestLeavesIsTheSlope() {
        assertThat(heap(round -> HEAP + round * 1_000 * 49).broken()).isEmpty();

        Held held = heap(round -> HEAP + round * 1_000 * 51);

        assertThat(held.bytesPerRequest()).isCloseTo(51, within(1e-6));
        assertThat(held.broken()).singleElement().asString().contains("51.0 bytes", "per request");
    }

    @Test
    void descriptorsAndThreadsMayComeAndGoButNotPileUp() {
        assertThat(counts(round -> round % 3 * 100).broken()).isEmpty();

        List<String> broken = counts(round -> 20 + 2 * round).broken();

        assertThat(broken).containsExactly("open descriptors grow by 10", "threads grow by 10");
    }

    @Test
    void whatIsReservedOrInsideAtAnyIdleMomentBreaksThePromise() {
        Moment clean = new Moment(1_000, HEAP, 0, 0, 50, 240, 20, 300);
        Moment reserved = new Moment(2_000, HEAP, 1e-9, 0, 50, 240, 20, 300);
        Moment inside = new Moment(3_000, HEAP, 0, 1, 50, 240, 20, 300);

        assertThat(new Held(List.of(clean, reserved, inside, clean, clean, clean)).broken())
                .containsExactly(
                        "money stays reserved when nothing runs", "requests stay inside when nobody waits for them");
    }

    @Test
    void fiveMomentsSayNothing() {
        Moment moment = new Moment(0, HEAP, 0, 0, 50, 240, 20, 300);

        assertThatIllegalArgumentException().isThrownBy(() -> new Held(Collections.nCopies(5, moment)));
    }

    private static Held heap(LongUnaryOperator bytes) {
        return held(bytes, _ -> 20);
    }

    private static Held counts(LongUnaryOperator count) {
        return held(_ -> HEAP, count);
    }

    private static Held held(LongUnaryOperator bytes, LongUnaryOperator count) {
        return new Held(LongStream.range(0, 12)
                .mapToObj(round -> new Moment(
                        round * 1_000,
                        bytes.applyAsLong(round),
                        0,
                        0,
                        50,
                        (int) count.applyAsLong(round),
                        (int) count.applyAsLong(round),
                        300))
                .toList());
    }
}
