package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.learning.rollout.PairedScores;
import dev.tutti.learning.rollout.RolloutStanding;
import dev.tutti.learning.rollout.RolloutWatch;
import dev.tutti.memory.modelstore.ModelStore;
import dev.tutti.memory.modelstore.Rollout;
import dev.tutti.memory.modelstore.RouterModel;
import dev.tutti.memory.tenancy.Scope;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** What routes now: the release that serves, and the one that is rolled out beside it. */
@Path("/v1")
@RunOnVirtualThread
public final class RouterResource {

    private final ModelStore store;
    private final RolloutWatch watch;

    RouterResource(ModelStore store, RolloutWatch watch) {
        this.store = store;
        this.watch = watch;
    }

    @GET
    @Path("/router")
    @Needs({Scope.READ, Scope.ADMIN})
    public Response router() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("champion", store.current().map(RouterModel::version).orElse(null));
        Optional<Rollout> rollout = store.rollout();
        json.set("rollout", rollout.map(found -> json(found, watch.standing())).orElse(null));
        return Wire.json(json);
    }

    /** Requests and pairs are those of the last look; before the first one they are not known. */
    private static ObjectNode json(Rollout rollout, Optional<RolloutStanding> standing) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("challenger", rollout.challenger());
        json.put("stage", rollout.stage().wireName());
        json.put("share", rollout.stage().share());
        json.put("begun", rollout.begun().toString());
        json.put("since", rollout.since().toString());
        standing.ifPresent(known -> told(json, known));
        return json;
    }

    private static void told(ObjectNode json, RolloutStanding standing) {
        json.put("requests", standing.requests());
        json.put("requests_needed", standing.needed());
        PairedScores scores = standing.pairs();
        ObjectNode pairs = json.putObject("pairs");
        pairs.put("count", scores.count());
        pairs.put("differing", Rounded.score(scores.differing()));
        pairs.put("difference", scores.difference());
        pairs.putArray("interval").add(scores.lower()).add(scores.upper());
        ObjectNode evidence = json.putObject("evidence_against");
        standing.evidence().forEach(evidence::put);
        json.put("taken_back_at", standing.refutes());
        json.put("awaits", standing.awaits());
    }
}
