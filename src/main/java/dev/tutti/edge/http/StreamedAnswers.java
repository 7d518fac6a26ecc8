package dev.tutti.edge.http;

import dev.tutti.sense.budget.MonotonicClock;
import dev.tutti.serving.decision.Decision;
import dev.tutti.serving.execution.Ending;
import dev.tutti.serving.routing.RoutedAnswer;
import dev.tutti.serving.routing.RoutedRequest;
import dev.tutti.serving.routing.RoutingPipeline;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers as server-sent events. The run goes on in a virtual thread of its own; the calling one waits for its first
 * sign, so that what fails before the first byte is an ordinary error with its status. A panel gives one at once, by
 * saying how many proposals are in. A single model gives none before it writes, so after the time of one heartbeat without
 * a sign the stream begins with a comment: proxies and clients would give up a silent connection, and by then an error's
 * event in the stream does less harm than that. What fails sooner keeps its status. One that waits for an equal request
 * begins so too, and before anything is decided on it: its headers tell its id alone.
 */
final class StreamedAnswers {

    private final RoutingPipeline pipeline;
    private final InstantSource wall;
    private final MonotonicClock clock;
    private final RequestMeters meters;
    private final HttpConfig config;

    StreamedAnswers(
            RoutingPipeline pipeline,
            InstantSource wall,
            MonotonicClock clock,
            RequestMeters meters,
            HttpConfig config) {
        this.pipeline = pipeline;
        this.wall = wall;
        this.clock = clock;
        this.meters = meters;
        this.config = config;
    }

    /** {@code since}: when the request came in, on the monotonic clock. */
    Response answer(RoutedRequest request, long since, Hangup hangup, Dialect dialect) {
        EventQueue events = new EventQueue(
                config.streamQueue(),
                config.readerPatience(),
                request.cancel(),
                request.options().draft(),
                hangup::leave);
        Thread.ofVirtual().name("tutti-" + request.id()).start(Trail.along(() -> run(request, events, since)));
        try {
            return begin(request, events, since, hangup, dialect);
        } catch (RuntimeException | Error e) {
            events.close();
            throw e;
        }
    }

    private Response begin(RoutedRequest request, EventQueue events, long since, Hangup hangup, Dialect dialect) {
        Opening opening = opening(request, events, since);
        requireBegun(request, opening.first().getLast());
        SseAnswer answer = answer(request, events, dialect);
        return stream(request, opening.headers(), out -> {
            hangup.spareOtherStreams();
            try {
                answer.write(opening.first(), out);
            } finally {
                events.close();
            }
        });
    }

    /** What has happened when a stream begins, and what can be told in its headers by then. */
    private record Opening(List<StreamEvent> first, Map<String, String> headers) {}

    private Opening opening(RoutedRequest request, EventQueue events, long since) {
        StreamEvent first = next(request, events);
        if (!(first instanceof StreamEvent.Decided decided)) {
            return new Opening(List.of(first), Map.of());
        }
        Duration overhead = Duration.ofNanos(clock.nanos() - since).minus(decided.waited());
        return new Opening(List.of(decided, next(request, events)), headers(request, decided.decision(), overhead));
    }

    private StreamEvent next(RoutedRequest request, EventQueue events) {
        Optional<StreamEvent> next = events.next(config.heartbeat());
        if (request.cancel().cancelled() || Thread.currentThread().isInterrupted()) {
            throw EndingRefusals.cancelled(request.id());
        }
        return next.orElseGet(StreamEvent.Silence::new);
    }

    private void run(RoutedRequest request, EventQueue events, long since) {
        StreamEvent last;
        try {
            RoutedAnswer answer = pipeline.handle(request, events);
            meters.record(answer, Duration.ofNanos(clock.nanos() - since));
            last = new StreamEvent.Ended(answer);
        } catch (RuntimeException | Error e) {
            last = new StreamEvent.Broke(e);
        }
        events.last(last);
    }

    private SseAnswer answer(RoutedRequest request, EventQueue events, Dialect dialect) {
        return new SseAnswer(
                request,
                wall.instant().getEpochSecond(),
                dialect.speech(),
                events,
                new Heartbeat(config.heartbeat(), clock));
    }

    private static Map<String, String> headers(RoutedRequest request, Decision decision, Duration overhead) {
        Map<String, String> headers = AnswerHeaders.of(request.id(), decision, overhead);
        headers.putAll(AnswerHeaders.recalled(request.options(), decision));
        return headers;
    }

    private static Response stream(RoutedRequest request, Map<String, String> headers, StreamingOutput output) {
        Response.ResponseBuilder response = Response.ok(output)
                .type("text/event-stream")
                .header("cache-control", "no-cache")
                .header("x-accel-buffering", "no")
                .header(AnswerHeaders.REQUEST_ID, request.id().value());
        headers.forEach(response::header);
        return response.build();
    }

    private static void requireBegun(RoutedRequest request, StreamEvent first) {
        switch (first) {
            case StreamEvent.Broke broke -> throw Refusals.of(broke.thrown());
            case StreamEvent.Ended(RoutedAnswer.Refused refused) ->
                throw EndingRefusals.of(request.id(), refused.verdict());
            case StreamEvent.Ended(RoutedAnswer.Finished finished) -> requireAnswer(request, finished.ending());
            case StreamEvent.Decided _, StreamEvent.Proposing _, StreamEvent.Silence _, StreamEvent.Chunk _ -> {}
        }
    }

    private static void requireAnswer(RoutedRequest request, Ending ending) {
        switch (ending) {
            case Ending.Failed failed -> throw EndingRefusals.of(request.id(), failed);
            case Ending.Cancelled _ -> throw EndingRefusals.cancelled(request.id());
            case Ending.Answered _, Ending.Degraded _ -> {}
        }
    }
}
