package dev.tutti.edge.http;

import java.time.Duration;
import java.util.Optional;

/** Where the writer of a stream gets its events from, and where it waits. */
@FunctionalInterface
interface StreamEvents {
    /** The next event; empty when the client has left or the time is over. */
    Optional<StreamEvent> next(Duration wait);
}
