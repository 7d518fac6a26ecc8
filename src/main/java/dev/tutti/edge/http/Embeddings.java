package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.memory.tenancy.Caller;
import dev.tutti.sense.budget.MonotonicClock;
import dev.tutti.serving.execution.CancelSignal;
import dev.tutti.serving.execution.EmbeddingEnding;
import dev.tutti.serving.routing.EmbeddingAnswer;
import dev.tutti.serving.routing.EmbeddingPipeline;
import dev.tutti.serving.routing.EmbeddingRequest;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.chat.RequestId;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.Duration;
import java.util.Set;

/** Answers requests for embeddings. */
final class Embeddings {
    /** What of {@code routing} says anything where nothing is chosen. */
    private static final Set<String> ROUTING = Set.of("max_cost_usd", "max_latency_ms", "task");

    private final BodyReader bodies;
    private final long mostBytes;
    private final ModelNames names;
    private final RequestIds ids;
    private final RateGate rates;
    private final EmbeddingPipeline pipeline;
    private final EmbeddingMeters meters;
    private final MonotonicClock clock;

    Embeddings(
            BodyReader bodies,
            long mostBytes,
            ModelNames names,
            RequestIds ids,
            RateGate rates,
            EmbeddingPipeline pipeline,
            EmbeddingMeters meters,
            MonotonicClock clock) {
        this.bodies = bodies;
        this.mostBytes = mostBytes;
        this.names = names;
        this.ids = ids;
        this.rates = rates;
        this.pipeline = pipeline;
        this.meters = meters;
        this.clock = clock;
    }

    Response answer(InputStream body, HttpHeaders headers, CancelSignal cancel, Caller caller) {
        long since = clock.nanos();
        EmbeddingRequest request = read(bodies.readJson(headers, body, mostBytes), headers, cancel, caller);
        long taken = request.estimate().count();
        rates.enter(caller, taken);
        EmbeddingAnswer answer = pipeline.handle(request);
        meters.record(request.model().id(), answer);
        return switch (answer) {
            case EmbeddingAnswer.Refused refused -> {
                rates.giveBack(caller, taken);
                throw EndingRefusals.of(request.id(), refused.reason(), refused.message());
            }
            case EmbeddingAnswer.Finished finished -> {
                rates.settle(caller, taken, finished.row());
                yield respond(finished, Duration.ofNanos(clock.nanos() - since));
            }
        };
    }

    private EmbeddingRequest read(byte[] bytes, HttpHeaders headers, CancelSignal cancel, Caller caller) {
        ObjectNode root = StrictJson.object(bytes);
        EmbeddingForm form = EmbeddingForm.read(root);
        form.routing().ifPresent(routing -> routing.allowOnly(ROUTING));
        // A client sends the same headers with all its requests, so those that say nothing here are borne with.
        RoutingForm routing = new RoutingForm(RoutingHeaders.merge(form.routing(), headers.getRequestHeaders()));
        CatalogueModel model = names.embedder(form.model());
        RequestId id = ids.next();
        Trail.begin(id, headers.getHeaderString(Trail.CALLERS_HEADER));
        return new EmbeddingRequest(
                id,
                caller,
                model,
                PassedOnBody.of(bytes, root, model.endpoint().wireName()),
                form.inputs(),
                form.estimate(),
                routing.maxCost(),
                routing.maxLatency(),
                routing.tag("task"),
                cancel);
    }

    private static Response respond(EmbeddingAnswer.Finished finished, Duration whole) {
        return switch (finished.ending()) {
            case EmbeddingEnding.Answered answered ->
                Wire.json(
                        Response.Status.OK.getStatusCode(),
                        answered.body(),
                        AnswerHeaders.of(
                                finished.row(), whole.minus(finished.row().called())));
            case EmbeddingEnding.Failed failed ->
                throw EndingRefusals.of(finished.row().id(), failed.kind(), failed.message(), failed.param());
            case EmbeddingEnding.Cancelled _ ->
                throw EndingRefusals.cancelled(finished.row().id());
        };
    }
}
