package dev.tutti.edge.http;

import dev.tutti.memory.outcome.EndingKind;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.sense.policy.Prediction;
import dev.tutti.serving.decision.Decision;
import dev.tutti.serving.routing.EmbeddingAnswer;
import dev.tutti.serving.routing.RoutedAnswer;
import dev.tutti.words.chat.RequestId;
import dev.tutti.words.chat.Usd;
import io.opentelemetry.api.trace.Span;
import java.util.Locale;

/**
 * Tells the trace of a request, whose span the HTTP layer has begun and will end, what was decided on it and how it went:
 * figures and names of this deployment, no word of the caller or of a model.
 */
final class RequestSpan {

    /**
     * Of a request whose span ends before its run does, because its caller has left, or which is refused before a plan is
     * run: its status tells which.
     */
    private static final String UNFINISHED = "unfinished";

    private RequestSpan() {}

    /** On a thread of the request. */
    static void begin(RequestId request) {
        Span.current()
                .setAttribute(TelemetryNames.SPAN_REQUEST, request.value())
                .setAttribute(TelemetryNames.SPAN_RESULT, UNFINISHED);
    }

    /** On a thread of the request. */
    static void tell(RoutedAnswer answer) {
        Span span = Span.current();
        if (!span.isRecording()) {
            return;
        }
        switch (answer) {
            case RoutedAnswer.Refused refused ->
                span.setAttribute(
                        TelemetryNames.SPAN_RESULT,
                        refused.verdict().reason().name().toLowerCase(Locale.ROOT));
            case RoutedAnswer.Finished finished -> {
                decided(span, finished.verdict().decision());
                went(span, finished.row());
            }
        }
    }

    /** As of a conversation. */
    static void tell(EmbeddingAnswer answer) {
        Span span = Span.current();
        if (!span.isRecording()) {
            return;
        }
        switch (answer) {
            case EmbeddingAnswer.Refused refused ->
                span.setAttribute(
                        TelemetryNames.SPAN_RESULT, refused.reason().name().toLowerCase(Locale.ROOT));
            case EmbeddingAnswer.Finished finished ->
                went(span, finished.row().ending(), 1, finished.row().cost());
        }
    }

    private static void decided(Span span, Decision decision) {
        Prediction prediction = decision.chosen().prediction();
        span.setAttribute("tutti.strategy", decision.chosen().plan().strategy().wireName())
                .setAttribute("tutti.plan", decision.chosen().plan().notation())
                .setAttribute("tutti.policy", decision.receipt().policy())
                .setAttribute("tutti.router_version", decision.receipt().routerVersion())
                .setAttribute("tutti.explored", decision.explored())
                .setAttribute(
                        "tutti.quality_target", decision.receipt().targets().quality())
                .setAttribute("tutti.predicted_quality", prediction.quality())
                .setAttribute("tutti.quality_basis", prediction.basis().name().toLowerCase(Locale.ROOT));
    }

    private static void went(Span span, OutcomeRow row) {
        went(span, row.ending(), row.calls().size(), row.cost());
        row.degraded().ifPresent(what -> span.setAttribute("tutti.degraded", what));
    }

    private static void went(Span span, EndingKind ending, int calls, Usd cost) {
        span.setAttribute(TelemetryNames.SPAN_RESULT, ending.wireName())
                .setAttribute("tutti.calls", calls)
                .setAttribute("tutti.cost_usd", cost.toDouble());
    }
}
