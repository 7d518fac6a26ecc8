package dev.tutti.learning.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.learning.audit.Acquaintance.Place;
import dev.tutti.learning.training.LoggedWorld;
import dev.tutti.memory.outcome.EndingKind;
import dev.tutti.memory.outcome.Rows;
import org.junit.jupiter.api.Test;

/** What is counted of a newcomer, and how likely a prompt is to be an anchor. */
final class AcquaintanceTest {
    private static final Place FIRST = new Place("r", 0);
    private static final Place SECOND = new Place("r", 1);

    private final Acquaintance one = new Acquaintance();

    @Test
    void theMoreAnchorsAClusterHasTheRarerItsNextIsButNeverRarerThanATenth() {
        assertThat(one.chance(FIRST)).isEqualTo(1);
        one.begin(FIRST);
        assertThat(one.chance(FIRST)).isEqualTo(0.5);
        assertThat(one.chance(SECOND)).as("another cluster").isEqualTo(1);

        for (int i = 0; i < 20; i++) {
            one.begin(FIRST);
        }

        assertThat(one.chance(FIRST)).isEqualTo(0.1);
        assertThat(one.drawn()).isEqualTo(21);
    }

    @Test
    void whatWasBegunAndDidNotRunCountsNoMore() {
        one.begin(FIRST);
        one.begin(FIRST);
        one.abandon(FIRST);

        assertThat(one.drawn()).isEqualTo(1);
        assertThat(one.chance(FIRST)).isEqualTo(0.5);
    }

    @Test
    void aCancelledRequestWasNotServed() {
        one.note(Rows.row("a").chosenBy("newcomer").make());
        one.note(Rows.row("b").chosenBy("newcomer").ending(EndingKind.CANCELLED).make());
        one.note(Rows.row("c").chosenBy("learned").make());

        assertThat(one.served()).isEqualTo(1);
    }

    @Test
    void anotherVersionBeginsAnewAndAnIdThatCameBeforeIsNone() {
        one.called("v1", LoggedWorld.NOW);
        one.remember(Rows.row("a-anchor").auditing("a").chosenBy("anchor").make());
        assertThat(one.called("v1", LoggedWorld.NOW)).isFalse();
        assertThat(one.drawn()).isEqualTo(1);

        assertThat(one.called("v2", LoggedWorld.NOW.plusSeconds(1))).isTrue();

        assertThat(one.drawn()).isZero();
        assertThat(one.anchors()).isEmpty();
        assertThat(one.since()).hasValue(LoggedWorld.NOW.plusSeconds(1));
        assertThat(one.called("v1", LoggedWorld.NOW.plusSeconds(2)))
                .as("served in turn")
                .isFalse();
    }
}
