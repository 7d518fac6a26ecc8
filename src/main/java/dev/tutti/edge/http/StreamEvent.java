package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.serving.decision.Decision;
import dev.tutti.serving.routing.RoutedAnswer;
import java.time.Duration;

/** What happens to a streamed answer, in the order it happens. */
sealed interface StreamEvent {

    /** The plan is chosen; nothing of it is on the wire yet. {@code waited}: for an equal request until then. */
    record Decided(Decision decision, Duration waited) implements StreamEvent {}

    /** So many of so many proposals are in. */
    record Proposing(int done, int of) implements StreamEvent {}

    /** Nothing has happened for so long that the client is to hear that its request lives. */
    record Silence() implements StreamEvent {}

    /** A piece of the answer. */
    record Chunk(ObjectNode chunk) implements StreamEvent {}

    /** The run has ended and is on record. */
    record Ended(RoutedAnswer answer) implements StreamEvent {}

    /** Something was thrown. */
    record Broke(Throwable thrown) implements StreamEvent {}
}
