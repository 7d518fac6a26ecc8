package dev.tutti.serving.routing;

import dev.tutti.serving.decision.Decision;
import dev.tutti.serving.execution.AnswerStream;
import java.time.Duration;

/** Where a routed answer goes: it hears of the decision first, so that headers can tell it, and then of the answer. */
public interface RoutedStream extends AnswerStream {

    /** {@code waited}: how much of the time until now it has waited for an equal request. */
    void decided(Decision decision, Duration waited);
}
