package dev.tutti.memory.modelstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which releases a start tries, and in which order. */
final class PointersTest {
    private static final List<String> IDS = List.of("d", "c", "b", "a");

    private static Pointers to(String id) {
        return new Pointers(Optional.of(id), Optional.empty());
    }

    @Test
    void theOnePointedToIsFirstThenThoseBeforeItThenThoseAfterIt() {
        assertThat(to("b").startingOrder(IDS, Set.of())).containsExactly("b", "a", "d", "c");
    }

    @Test
    void whereNothingIsPointedToTheNewestIsFirst() {
        assertThat(Pointers.NONE.startingOrder(IDS, Set.of())).containsExactlyElementsOf(IDS);
    }

    @Test
    void onePointedToIsTriedAlsoWhereItIsNotThere() {
        assertThat(to("bb").startingOrder(IDS, Set.of())).containsExactly("bb", "b", "a", "d", "c");
    }

    @Test
    void whatWasTakenBackIsPassedOverUnlessItIsPointedTo() {
        assertThat(to("c").startingOrder(IDS, Set.of("b", "c"))).containsExactly("c", "a", "d");
    }

    @Test
    void whatIsOnItsWayIsPassedOver() {
        Rollout rollout = Rollout.begin("c", "d", Instant.EPOCH);

        assertThat(new Pointers(Optional.of("c"), Optional.of(rollout)).startingOrder(IDS, Set.of()))
                .containsExactly("c", "b", "a");
    }
}
