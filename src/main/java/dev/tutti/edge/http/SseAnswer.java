package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.serving.decision.Decision;
import dev.tutti.serving.execution.Ending;
import dev.tutti.serving.routing.RoutedAnswer;
import dev.tutti.serving.routing.RoutedRequest;
import dev.tutti.words.chat.Answer;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Writes one streamed answer: heartbeats while nothing can be said, chunks as they come, and in the end closing chunk,
 * usage and {@code [DONE]}, or an error and no {@code [DONE]}. Never ends silently while the client is there.
 */
final class SseAnswer {

    private final RoutedRequest request;
    private final Decision decision;
    private final ChunkShaper shaper;
    private final StreamEvents events;
    private final Duration heartbeat;
    private String news = "tutti working";

    SseAnswer(RoutedRequest request, Decision decision, ChunkShaper shaper, StreamEvents events, Duration heartbeat) {
        this.request = request;
        this.decision = decision;
        this.shaper = shaper;
        this.events = events;
        this.heartbeat = heartbeat;
    }

    void write(StreamEvent first, OutputStream out) throws IOException {
        try {
            Sse sse = new Sse(out);
            boolean more = write(first, sse);
            while (more && !request.cancel().cancelled()) {
                Optional<StreamEvent> next = events.next(heartbeat);
                more = next.isPresent() ? write(next.get(), sse) : stillHere(sse);
            }
        } catch (IOException e) {
            request.cancel().cancel();
            throw e;
        }
    }

    private boolean stillHere(Sse sse) throws IOException {
        if (!request.cancel().cancelled()) {
            sse.comment(news);
        }
        return true;
    }

    /** Whether more is to come. */
    private boolean write(StreamEvent event, Sse sse) throws IOException {
        switch (event) {
            case StreamEvent.Decided _ -> {}
            case StreamEvent.Proposing(int done, int of) -> {
                news = "tutti proposing " + done + "/" + of;
                sse.comment(news);
            }
            case StreamEvent.Silence _ -> sse.comment(news);
            case StreamEvent.Chunk(ObjectNode chunk) -> sse.data(shaper.shape(chunk));
            case StreamEvent.Ended(RoutedAnswer answer) -> {
                end(answer, sse);
                return false;
            }
            case StreamEvent.Broke(Throwable thrown) -> {
                sse.data(Refusals.of(thrown).body());
                return false;
            }
        }
        return true;
    }

    private void end(RoutedAnswer routed, Sse sse) throws IOException {
        switch (routed) {
            case RoutedAnswer.Refused refused ->
                sse.data(EndingRefusals.of(request.id(), refused.verdict()).body());
            case RoutedAnswer.Finished finished -> {
                switch (finished.ending()) {
                    case Ending.Answered answered -> close(finished, answered.answer(), answered.closing(), sse);
                    case Ending.Degraded degraded -> close(finished, degraded.answer(), degraded.closing(), sse);
                    case Ending.Failed failed ->
                        sse.data(EndingRefusals.of(request.id(), failed).body());
                    case Ending.Cancelled _ ->
                        sse.data(EndingRefusals.cancelled(request.id()).body());
                }
            }
        }
    }

    private void close(RoutedAnswer.Finished finished, Answer answer, List<ObjectNode> closing, Sse sse)
            throws IOException {
        if (shaper.nothingSent()) {
            sse.data(shaper.whole(answer));
        }
        for (ObjectNode chunk : closing) {
            sse.data(shaper.shape(chunk));
        }
        if (closing.isEmpty()) {
            sse.data(shaper.finish(answer));
        }
        if (request.chat().includeUsage()) {
            ObjectNode routing =
                    RoutingJson.of(finished.row(), decision, request.options().explain());
            Ending ending = finished.ending();
            sse.data(shaper.usage(ending.usage(), ending.cost(), answer.servedModel(), routing));
        }
        sse.done();
    }
}
