package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.learning.audit.NewcomerStanding;
import dev.tutti.learning.audit.NewcomerWatch;
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
import java.time.Instant;
import java.util.Optional;

/** What routes now: the release that serves, the one that is rolled out beside it, and the models that get known. */
@Path("/v1")
@RunOnVirtualThread
public final class RouterResource {

    private final ModelStore store;
    private final RolloutWatch watch;
    private final NewcomerWatch newcomers;

    RouterResource(ModelStore store, RolloutWatch watch, NewcomerWatch newcomers) {
        this.store = store;
        this.watch = watch;
        this.newcomers = newcomers;
    }

    @GET
    @Path("/router")
    @Needs({Scope.READ, Scope.ADMIN})
    public Response router() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("champion", store.current().map(RouterModel::version).orElse(null));
        Optional<Rollout> rollout = store.rollout();
        json.set("rollout", rollout.map(found -> json(found, watch.standing())).orElse(null));
        ArrayNode known = json.putArray("newcomers");
        newcomers.standings().forEach(one -> told(known.addObject(), one));
        return Wire.json(json);
    }

    /** As of the last look. */
    private static void told(ObjectNode json, NewcomerStanding standing) {
        json.put("model", standing.model().value());
        json.put("because", standing.since().isPresent() ? "new_version" : "not_measured");
        json.put("since", standing.since().map(Instant::toString).orElse(null));
        json.put("phase", standing.phase().wireName());
        ObjectNode anchors = json.putObject("anchors");
        anchors.put("count", standing.anchors());
        anchors.put("labelled", standing.labels());
        anchors.put("score", standing.score().map(Rounded::score).orElse(null));
        anchors.put("compared", standing.compared());
        anchors.put("agreeing", standing.agreeing());
        json.put("served", standing.served());
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
