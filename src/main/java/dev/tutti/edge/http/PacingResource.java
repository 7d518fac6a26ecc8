package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.memory.tenancy.Pacers;
import dev.tutti.memory.tenancy.Scope;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** How the keys stand whose mean cost is paced: the ceiling, the price of a dollar now, and what is saved or owed. */
@Path("/v1/router/pacing")
@RunOnVirtualThread
public final class PacingResource {

    private final Pacers pacers;

    PacingResource(Pacers pacers) {
        this.pacers = pacers;
    }

    @GET
    @Needs({Scope.READ, Scope.ADMIN})
    public Response pacing() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("object", "list");
        ArrayNode all = json.putArray("data");
        pacers.all()
                .forEach((key, pacer) -> all.addObject()
                        .put("key", key.value())
                        .put("mean_cost_usd", pacer.terms().mean().dollars())
                        .put("gain_per_usd", pacer.gainPerUsd())
                        .put("saved_usd", pacer.savedUsd()));
        return Wire.json(json);
    }
}
