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
 * usage and the word that it is done, or an error and not that word. Never ends silently while the client is there.
 */
final class SseAnswer {

    private final RoutedRequest request;
    private final long created;
    private final Speech speech;
    private final StreamEvents events;
    private final Heartbeat heartbeat;
    private Optional<Told> told = Optional.empty();
    private String news = "tutti waiting for an equal request";

    /** {@code created}: the second that every chunk tells. */
    SseAnswer(RoutedRequest request, long created, Speech speech, StreamEvents events, Heartbeat heartbeat) {
        this.request = request;
        this.created = created;
        this.speech = speech;
        this.events = events;
        this.heartbeat = heartbeat;
    }

    /** What was decided, and how chunks are told accordingly. */
    private record Told(Decision decision, ChunkShaper shaper) {}

    /** {@code first}: what has happened already. */
    void write(List<StreamEvent> first, OutputStream out) throws IOException {
        try {
            Sse sse = new Sse(out, heartbeat.clock());
            boolean more = true;
            for (StreamEvent event : first) {
                more = write(event, sse);
            }
            while (more && !request.cancel().cancelled()) {
                Optional<StreamEvent> next = events.next(untilHeartbeat(sse));
                more = next.isEmpty() || write(next.get(), sse);
            }
        } catch (IOException e) {
            request.cancel().cancel();
            throw e;
        }
    }

    /**
     * Says that the stream lives when that is due, and how long it is until then. Due by what was written, not by what
     * came: a model may think for minutes, and not every form has words for that.
     */
    private Duration untilHeartbeat(Sse sse) throws IOException {
        if (sse.silent().compareTo(heartbeat.every()) >= 0) {
            speech.waiting(news, sse);
        }
        return heartbeat.every().minus(sse.silent());
    }

    /** Whether more is to come. */
    private boolean write(StreamEvent event, Sse sse) throws IOException {
        switch (event) {
            case StreamEvent.Decided(Decision decision, Duration _) -> decided(decision);
            case StreamEvent.Proposing(int done, int of) -> {
                news = "tutti proposing " + done + "/" + of;
                speech.waiting(news, sse);
            }
            case StreamEvent.Silence _ -> speech.waiting(news, sse);
            case StreamEvent.Chunk(ObjectNode chunk) ->
                speech.chunk(told().shaper().shape(chunk), sse);
            case StreamEvent.Ended(RoutedAnswer answer) -> {
                end(answer, sse);
                return false;
            }
            case StreamEvent.Broke(Throwable thrown) -> {
                speech.failed(Refusals.of(thrown), sse);
                return false;
            }
        }
        return true;
    }

    private void decided(Decision decision) {
        told = Optional.of(new Told(
                decision,
                new ChunkShaper(
                        request.id(),
                        created,
                        decision.chosen().plan(),
                        request.chat().includeUsage())));
        news = "tutti working";
    }

    private Told told() {
        return told.orElseThrow(() -> new IllegalStateException("an answer before its decision"));
    }

    private void end(RoutedAnswer routed, Sse sse) throws IOException {
        switch (routed) {
            case RoutedAnswer.Refused refused -> speech.failed(EndingRefusals.of(request.id(), refused.verdict()), sse);
            case RoutedAnswer.Finished finished -> {
                switch (finished.ending()) {
                    case Ending.Answered answered -> close(finished, answered.answer(), answered.closing(), sse);
                    case Ending.Degraded degraded -> close(finished, degraded.answer(), degraded.closing(), sse);
                    case Ending.Failed failed -> speech.failed(EndingRefusals.of(request.id(), failed), sse);
                    case Ending.Cancelled _ -> speech.failed(EndingRefusals.cancelled(request.id()), sse);
                }
            }
        }
    }

    private void close(RoutedAnswer.Finished finished, Answer answer, List<ObjectNode> closing, Sse sse)
            throws IOException {
        ChunkShaper shaper = told().shaper();
        if (shaper.nothingSent()) {
            speech.chunk(shaper.whole(answer), sse);
        }
        for (ObjectNode chunk : closing) {
            speech.chunk(shaper.shape(chunk), sse);
        }
        if (closing.isEmpty()) {
            speech.chunk(shaper.finish(answer), sse);
        }
        if (request.chat().includeUsage()) {
            ObjectNode routing = RoutingJson.of(
                    finished.row(), told().decision(), request.options().explain());
            Ending ending = finished.ending();
            // The ending's calls: an answer that is given again has none in its row.
            Optional<ObjectNode> beside = ending.calls().size() == 1 ? answer.wire() : Optional.empty();
            speech.chunk(shaper.usage(ending.usage(), ending.cost(), answer, beside, routing), sse);
        }
        speech.done(sse);
    }
}
