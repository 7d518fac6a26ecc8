package dev.tutti.edge.http;

import dev.tutti.sense.budget.MonotonicClock;
import dev.tutti.serving.execution.AnswerStream;
import dev.tutti.serving.execution.Ending;
import dev.tutti.serving.routing.RoutedAnswer;
import dev.tutti.serving.routing.RoutedRequest;
import dev.tutti.serving.routing.RoutingPipeline;
import dev.tutti.words.chat.Answer;
import jakarta.ws.rs.core.Response;
import java.time.Duration;

/** Answers in one piece. */
final class WholeAnswers {

    private final RoutingPipeline pipeline;
    private final MonotonicClock clock;
    private final RequestMeters meters;

    WholeAnswers(RoutingPipeline pipeline, MonotonicClock clock, RequestMeters meters) {
        this.pipeline = pipeline;
        this.clock = clock;
        this.meters = meters;
    }

    /** {@code since}: when the request came in, on the monotonic clock. */
    Response answer(RoutedRequest request, long since, Dialect dialect) {
        RoutedAnswer routed = pipeline.handle(request, AnswerStream.NONE);
        Duration whole = Duration.ofNanos(clock.nanos() - since);
        meters.record(routed, whole);
        return switch (routed) {
            case RoutedAnswer.Refused refused -> throw EndingRefusals.of(request.id(), refused.verdict());
            case RoutedAnswer.Finished finished ->
                switch (finished.ending()) {
                    case Ending.Answered answered -> respond(request, finished, answered.answer(), whole, dialect);
                    case Ending.Degraded degraded -> respond(request, finished, degraded.answer(), whole, dialect);
                    case Ending.Failed failed -> throw EndingRefusals.of(request.id(), failed);
                    case Ending.Cancelled _ -> throw EndingRefusals.cancelled(request.id());
                };
        };
    }

    private static Response respond(
            RoutedRequest request, RoutedAnswer.Finished finished, Answer answer, Duration whole, Dialect dialect) {
        var decision = finished.verdict().decision();
        var row = finished.row();
        var routing = RoutingJson.of(row, decision, request.options().explain());
        var headers = AnswerHeaders.of(
                row.id(), decision, Overhead.of(whole.minus(finished.waited()), row.calls()), row.cost());
        headers.putAll(AnswerHeaders.recalled(request.options(), decision));
        return Wire.json(
                Response.Status.OK.getStatusCode(),
                dialect.whole(CompletionJson.of(answer, finished.ending(), row, routing)),
                headers);
    }
}
