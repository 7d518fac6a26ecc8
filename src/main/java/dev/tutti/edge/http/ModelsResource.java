package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.learning.audit.QuarantineWatch;
import dev.tutti.memory.tenancy.Scope;
import dev.tutti.sense.evidence.Quarantined;
import dev.tutti.serving.trust.Quarantine;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.catalogue.Price;
import dev.tutti.words.chat.Ability;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.ModelFilter;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The models that can be asked for: the virtual ones, the presets and the catalogue's, in OpenAI's list form. */
@Path("/v1/models")
@RunOnVirtualThread
public final class ModelsResource {

    private static final String RELEASE = ":release";

    private final Catalogue catalogue;
    private final ModelNames names;
    private final Quarantine quarantine;
    private final QuarantineWatch watch;
    private final CurrentCaller caller;

    ModelsResource(
            Catalogue catalogue, ModelNames names, Quarantine quarantine, QuarantineWatch watch, CurrentCaller caller) {
        this.catalogue = catalogue;
        this.names = names;
        this.quarantine = quarantine;
        this.watch = watch;
        this.caller = caller;
    }

    /** Of the catalogue's those that the key may use. */
    @GET
    @Needs({Scope.CHAT, Scope.READ})
    public Response list() {
        ModelFilter permitted = caller.get().terms().models();
        ObjectNode list = JsonNodeFactory.instance.objectNode().put("object", "list");
        ArrayNode all = list.putArray("data");
        names.virtualNames().map(ModelsResource::virtual).forEach(all::add);
        catalogue.all().stream()
                .filter(model -> permitted.permits(model.id()))
                .map(this::catalogued)
                .forEach(all::add);
        return Wire.json(list);
    }

    /** Ids hold slashes, so the rest of the path is the id. */
    @GET
    @Path("/{id: .+}")
    @Needs({Scope.CHAT, Scope.READ})
    public Response one(@PathParam("id") String id) {
        return Wire.json(names.isVirtual(id) ? virtual(id) : catalogued(permitted(id)));
    }

    private CatalogueModel permitted(String id) {
        CatalogueModel model = names.any(id, "model");
        if (!caller.get().terms().models().permits(model.id())) {
            throw new Refusal(
                    ErrorCode.MODEL_NOT_FOUND,
                    Optional.of("model"),
                    "model " + model.id() + " is none that the key "
                            + caller.get().key() + " may use",
                    Map.of());
        }
        return model;
    }

    /**
     * {@code ID:release}: the model may propose again; that is on disk before the answer leaves. The same path as that of
     * {@link #one}, since an id may hold colons, too.
     */
    @POST
    @Path("/{id: .+}")
    @Needs(Scope.ADMIN)
    public Response release(@PathParam("id") String id) {
        ModelId model = names.catalogued(released(id), "model");
        watch.release(model);
        return Wire.json(catalogued(catalogue.get(model)));
    }

    private static String released(String id) {
        if (!id.endsWith(RELEASE)) {
            throw new Refusal(
                    ErrorCode.NOT_FOUND,
                    Optional.of("id"),
                    "a model takes no POST but " + RELEASE + ", was " + Shown.quoted(id),
                    Map.of());
        }
        return id.substring(0, id.length() - RELEASE.length());
    }

    private static ObjectNode virtual(String name) {
        return entry(name, "tutti").put("kind", "chat");
    }

    private ObjectNode catalogued(CatalogueModel model) {
        ObjectNode json = entry(model.id().value(), model.family());
        json.put("context_window", model.contextWindow().count());
        if (!model.embeds()) {
            json.put("max_output_tokens", model.maxOutput().count());
        }
        json.put("kind", model.embeds() ? "embeddings" : "chat");
        json.put("origin", model.origin().wireName());
        ArrayNode abilities = json.putArray("abilities");
        model.abilities().stream()
                .sorted()
                .map(Ability::name)
                .map(n -> n.toLowerCase(Locale.ROOT))
                .forEach(abilities::add);
        json.set("price_usd_per_million", price(model.price()));
        json.put("trust", model.trust().name().toLowerCase(Locale.ROOT));
        json.set(
                "quarantine",
                quarantine.of(model.id()).map(ModelsResource::json).orElse(null));
        return json;
    }

    private static ObjectNode json(Quarantined quarantined) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("since", quarantined.since().toString())
                .put("until", quarantined.until().toString())
                .put("reason", quarantined.reason().wireName())
                .put("better_without", quarantined.better())
                .put("worse_without", quarantined.worse());
    }

    private static ObjectNode price(Price price) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("input", price.input().dollars())
                .put("cached_input", price.cachedInput().dollars())
                .put("output", price.output().dollars());
        price.cacheWrite().ifPresent(write -> json.put("cache_write", write.dollars()));
        return json;
    }

    /** {@code created} is required by clients and known of no model. */
    private static ObjectNode entry(String id, String owner) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("object", "model")
                .put("created", 0)
                .put("owned_by", owner);
    }
}
