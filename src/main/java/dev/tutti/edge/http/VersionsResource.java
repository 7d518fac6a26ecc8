package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.memory.modelstore.ModelStore;
import dev.tutti.memory.modelstore.ReleaseRefused;
import dev.tutti.memory.modelstore.ReleaseSummary;
import dev.tutti.memory.modelstore.Suspensions;
import dev.tutti.memory.modelstore.TrainingFacts;
import dev.tutti.memory.tenancy.Scope;
import dev.tutti.serving.decision.Promise;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The router models: which there are, which serves, and the way back. */
@Path("/v1")
@RunOnVirtualThread
public final class VersionsResource {

    private final ModelStore store;
    private final Suspensions suspensions;

    VersionsResource(ModelStore store, Suspensions suspensions) {
        this.store = store;
        this.suspensions = suspensions;
    }

    @GET
    @Path("/router/versions")
    @Needs({Scope.READ, Scope.ADMIN})
    public Response versions() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("object", "list");
        ArrayNode all = json.putArray("data");
        store.releases().forEach(release -> all.add(json(release)));
        return Wire.json(json);
    }

    @POST
    @Path("/router/versions/{id: [^/:]+}:promote")
    @Needs(Scope.ADMIN)
    public Response promote(@PathParam("id") String id) {
        if (store.releases().stream().noneMatch(release -> release.id().equals(id))) {
            throw new Refusal(
                    ErrorCode.NOT_FOUND, Optional.of("id"), "id " + Shown.quoted(id) + " is no version here", Map.of());
        }
        return changed(() -> store.promote(id));
    }

    @POST
    @Path("/router:rollback")
    @Needs(Scope.ADMIN)
    public Response rollback() {
        return changed(store::rollback);
    }

    private Response changed(Supplier<ReleaseSummary> change) {
        try {
            return Wire.json(json(change.get()));
        } catch (ReleaseRefused refused) {
            throw Refusal.of(
                    switch (refused.reason()) {
                        case UNKNOWN -> ErrorCode.NOT_FOUND;
                        case CORRUPT, INCOMPATIBLE, NONE_BEFORE, UNDER_WAY, WITHDRAWN -> ErrorCode.CONFLICT;
                        case UNREADABLE -> ErrorCode.SERVER_IS_OVERLOADED;
                    },
                    String.valueOf(refused.getMessage()));
        }
    }

    private ObjectNode json(ReleaseSummary release) {
        TrainingFacts facts = release.facts();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", release.id());
        json.put("at", release.at().toString());
        json.put("serving", release.serving());
        json.put("trained_on", facts.trainedOn().name().toLowerCase(Locale.ROOT));
        json.put("rows", facts.rows());
        json.put("labels", facts.labels());
        json.put("prompts", facts.prompts());
        ObjectNode metrics = json.putObject("metrics");
        facts.metrics().forEach(metrics::put);
        json.set("verdict", release.verdict());
        ArrayNode certificates = json.putArray("certificates");
        release.certificates().certificates().stream()
                .map(one -> new Promise(release.id(), one, suspensions.holds(release.id(), one)))
                .forEach(promise -> certificates.add(CertificateJson.of(promise)));
        return json;
    }
}
