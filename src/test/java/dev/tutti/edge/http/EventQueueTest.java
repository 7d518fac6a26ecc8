package dev.tutti.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.serving.execution.CancelSignal;
import dev.tutti.words.plan.StreamDraft;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class EventQueueTest {
    private final CancelSignal cancel = new CancelSignal();
    private final AtomicInteger stuck = new AtomicInteger();
    private final EventQueue queue =
            new EventQueue(2, Duration.ofMillis(20), cancel, StreamDraft.OFF, this::countsAsLeft);

    private void countsAsLeft() {
        stuck.incrementAndGet();
        cancel.cancel();
    }

    @Test
    void whatIsThereAlreadyWaitsForNoPlaceAndKeepsItsOrder() {
        queue.given(Collections.nCopies(100, ScriptedServing.delta("x")));
        queue.proposing(1, 2);

        for (int i = 0; i < 100; i++) {
            assertThat(queue.next(Duration.ZERO)).get().isInstanceOf(StreamEvent.Chunk.class);
        }
        assertThat(queue.next(Duration.ZERO)).contains(new StreamEvent.Proposing(1, 2));
        assertThat(stuck).hasValue(0);
    }

    @Test
    void anUpstreamsChunksWaitForAReaderThatCountsAsHavingLeftWhenItNeverComes() {
        queue.chunk(ScriptedServing.delta("one"));
        queue.chunk(ScriptedServing.delta("two"));
        assertThat(stuck).hasValue(0);

        queue.chunk(ScriptedServing.delta("three"));

        assertThat(stuck).hasValue(1);
        queue.chunk(ScriptedServing.delta("four"));
        assertThat(stuck).as("it has left").hasValue(1);
        assertThat(queue.next(Duration.ofDays(1))).isEmpty();
    }

    @Test
    void theEndIsNotWaitedForWhereNothingIsReadAnyMore() {
        queue.close();

        queue.last(new StreamEvent.Broke(new IllegalStateException("over")));

        assertThat(stuck).hasValue(0);
    }

    @Test
    void anEndThatNobodyReadsIsGivenUp() {
        queue.last(new StreamEvent.Broke(new IllegalStateException("over")));

        assertThat(stuck).hasValue(1);
    }
}
