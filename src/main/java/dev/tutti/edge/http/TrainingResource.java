package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.learning.training.TrainingJobs;
import dev.tutti.learning.training.TrainingOrder;
import dev.tutti.learning.training.TrainingSettings;
import dev.tutti.learning.training.TrainingStatus;
import dev.tutti.memory.tenancy.Scope;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Retraining: started, watched and called off; one at a time. */
@Path("/v1/router/training")
@RunOnVirtualThread
public final class TrainingResource {

    private static final int MOST_BYTES = 65_536;

    private final BodyReader bodies;
    private final TrainingJobs jobs;
    private final TrainingSettings settings;

    TrainingResource(BodyReader bodies, TrainingJobs jobs, TrainingSettings settings) {
        this.bodies = bodies;
        this.settings = settings;
        this.jobs = jobs;
    }

    @POST
    @Needs(Scope.ADMIN)
    public Response start(InputStream body, @Context HttpHeaders headers) {
        requireNoWishes(bodies.readJsonIfAny(headers, body, MOST_BYTES));
        TrainingStatus status = jobs.start(TrainingOrder.ownLog(settings.seed()))
                .orElseThrow(() -> Refusal.of(ErrorCode.CONFLICT, "a training runs already; one at a time is allowed"));
        return accepted(status);
    }

    @GET
    @Path("/{id}")
    @Needs({Scope.READ, Scope.ADMIN})
    public Response status(@PathParam("id") String id) {
        return Wire.json(json(known(jobs.status(id), id)));
    }

    @DELETE
    @Path("/{id}")
    @Needs(Scope.ADMIN)
    public Response cancel(@PathParam("id") String id) {
        return accepted(known(jobs.cancel(id), id));
    }

    /** A training takes no settings of its own; a field that would be ignored is refused. */
    private static void requireNoWishes(byte[] body) {
        if (body.length > 0) {
            new Fields(StrictJson.object(body), "").allowOnly(Set.of());
        }
    }

    private static Response accepted(TrainingStatus status) {
        return Wire.json(Response.Status.ACCEPTED.getStatusCode(), json(status), Map.of());
    }

    private static TrainingStatus known(Optional<TrainingStatus> status, String id) {
        return status.orElseThrow(() -> new Refusal(
                ErrorCode.NOT_FOUND,
                Optional.of("id"),
                "id " + Shown.quoted(id) + " is no training of this process",
                Map.of()));
    }

    private static ObjectNode json(TrainingStatus status) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", status.id());
        json.put("phase", status.phase().wireName());
        json.put("rows", status.rows());
        json.put("percent", status.percent());
        json.put(
                "eta_s",
                status.etaSeconds().isPresent()
                        ? Long.valueOf(status.etaSeconds().getAsLong())
                        : null);
        json.put("result", status.result().orElse(null));
        json.set("report", status.report().orElse(null));
        return json;
    }
}
