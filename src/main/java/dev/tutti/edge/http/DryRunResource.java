package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.memory.tenancy.Scope;
import dev.tutti.serving.decision.Verdict;
import dev.tutti.serving.execution.CancelSignal;
import dev.tutti.serving.routing.RoutedRequest;
import dev.tutti.serving.routing.RoutingPipeline;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;

/** The dry run: what would answer this request, and what every other plan was expected to bring; no model is called. */
@Path("/v1/route")
@RunOnVirtualThread
public final class DryRunResource {

    private final RequestReader requests;
    private final RoutingPipeline pipeline;
    private final CurrentCaller caller;
    private final RateGate rates;

    DryRunResource(RequestReader requests, RoutingPipeline pipeline, CurrentCaller caller, RateGate rates) {
        this.requests = requests;
        this.pipeline = pipeline;
        this.caller = caller;
        this.rates = rates;
    }

    @POST
    @Needs(Scope.CHAT)
    public Response route(InputStream body, @Context HttpHeaders headers) {
        RoutedRequest request =
                requests.read(requests.body(body, headers), false, headers, caller.get(), new CancelSignal());
        rates.enter(request.caller());
        return switch (pipeline.dryRun(request)) {
            case Verdict.Chosen chosen -> Wire.json(RoutingJson.ofDryRun(request.id(), chosen.decision()));
            case Verdict.Infeasible infeasible -> refused(request, infeasible);
        };
    }

    /** The error that the request would get, and the receipt beside it. */
    private static Response refused(RoutedRequest request, Verdict.Infeasible infeasible) {
        Refusal refusal = EndingRefusals.of(request.id(), infeasible);
        ObjectNode body = refusal.body();
        body.set("routing", RoutingJson.ofInfeasible(request.id(), infeasible));
        return Wire.json(refusal.code().status(), body, refusal.headers());
    }
}
