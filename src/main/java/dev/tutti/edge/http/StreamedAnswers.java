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
import java.util.Optional;

/**
 * Answers as server-sent events. The run goes on in a virtual thread of its own; the calling one waits for its first
 * sign, so that what fails before the first byte is an ordinary error with its status.
 */
final class StreamedAnswers {

    private static final Duration UNTIL_THE_FIRST_SIGN = Duration.ofDays(1);

    private final RoutingPipeline pipeline;
    private final InstantSource wall;
    private final MonotonicClock clock;
    private final RequestMeters meters;
    private final int queue;
    private final Duration heartbeat;

    StreamedAnswers(
            RoutingPipeline pipeline,
            InstantSource wall,
            MonotonicClock clock,
            RequestMeters meters,
            int queue,
            Duration heartbeat) {
        this.pipeline = pipeline;
        this.wall = wall;
        this.clock = clock;
        this.meters = meters;
        this.queue = queue;
        this.heartbeat = heartbeat;
    }

    /** {@code since}: when the request came in, on the monotonic clock. */
    Response answer(RoutedRequest request, long since) {
        EventQueue events =
                new EventQueue(queue, request.cancel(), request.options().draft());
        Thread.ofVirtual().name("tutti-" + request.id()).start(() -> run(request, events, since));
        Optional<Decision> decision = Optional.empty();
        Duration overhead = Duration.ZERO;
        while (true) {
            StreamEvent event =
                    events.next(UNTIL_THE_FIRST_SIGN).orElseThrow(() -> EndingRefusals.cancelled(request.id()));
            if (event instanceof StreamEvent.Decided decided) {
                decision = Optional.of(decided.decision());
                overhead = Duration.ofNanos(clock.nanos() - since);
                continue;
            }
            requireBegun(request, event);
            return stream(request, decision.orElseThrow(), overhead, event, events);
        }
    }

    private void run(RoutedRequest request, EventQueue events, long since) {
        try {
            RoutedAnswer answer = pipeline.handle(request, events);
            meters.record(answer, Duration.ofNanos(clock.nanos() - since));
            events.put(new StreamEvent.Ended(answer));
        } catch (RuntimeException | Error e) {
            events.put(new StreamEvent.Broke(e));
        }
    }

    private Response stream(
            RoutedRequest request, Decision decision, Duration overhead, StreamEvent first, EventQueue events) {
        ChunkShaper shaper = new ChunkShaper(
                request.id(),
                wall.instant().getEpochSecond(),
                decision.chosen().plan(),
                request.chat().includeUsage());
        SseAnswer answer = new SseAnswer(request, decision, shaper, events, heartbeat);
        Response.ResponseBuilder response = Response.ok((StreamingOutput) out -> answer.write(first, out))
                .type("text/event-stream")
                .header("cache-control", "no-cache")
                .header("x-accel-buffering", "no");
        AnswerHeaders.of(request.id(), decision, overhead).forEach(response::header);
        return response.build();
    }

    private static void requireBegun(RoutedRequest request, StreamEvent first) {
        switch (first) {
            case StreamEvent.Broke broke -> throw Refusals.of(broke.thrown());
            case StreamEvent.Ended(RoutedAnswer.Refused refused) ->
                throw EndingRefusals.of(request.id(), refused.verdict());
            case StreamEvent.Ended(RoutedAnswer.Finished finished) -> requireAnswer(request, finished.ending());
            case StreamEvent.Decided _, StreamEvent.Proposing _, StreamEvent.Chunk _ -> {}
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
