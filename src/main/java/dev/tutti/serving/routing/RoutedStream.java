package dev.tutti.serving.routing;

import dev.tutti.serving.decision.Decision;
import dev.tutti.serving.execution.AnswerStream;

/** Where a routed answer goes: it hears of the decision first, so that headers can tell it, and then of the answer. */
public interface RoutedStream extends AnswerStream {

    void decided(Decision decision);
}
