package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.memory.tenancy.Scope;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.catalogue.Price;
import dev.tutti.words.chat.Ability;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Locale;

/** The models that can be asked for: the virtual ones, the presets and the catalogue's, in OpenAI's list form. */
@Path("/v1/models")
public final class ModelsResource {

    private final Catalogue catalogue;
    private final ModelNames names;

    ModelsResource(Catalogue catalogue, ModelNames names) {
        this.catalogue = catalogue;
        this.names = names;
    }

    @GET
    @Needs({Scope.CHAT, Scope.READ})
    public Response list() {
        ObjectNode list = JsonNodeFactory.instance.objectNode().put("object", "list");
        ArrayNode all = list.putArray("data");
        names.virtualNames().map(ModelsResource::virtual).forEach(all::add);
        catalogue.models().stream().map(ModelsResource::catalogued).forEach(all::add);
        return Wire.json(list);
    }

    /** Ids hold slashes, so the rest of the path is the id. */
    @GET
    @Path("/{id: .+}")
    @Needs({Scope.CHAT, Scope.READ})
    public Response one(@PathParam("id") String id) {
        return Wire.json(names.isVirtual(id) ? virtual(id) : catalogued(catalogue.get(names.catalogued(id, "model"))));
    }

    private static ObjectNode virtual(String name) {
        return entry(name, "tutti");
    }

    private static ObjectNode catalogued(CatalogueModel model) {
        ObjectNode json = entry(model.id().value(), model.family());
        json.put("context_window", model.contextWindow().count());
        json.put("max_output_tokens", model.maxOutput().count());
        json.put("origin", model.origin().wireName());
        ArrayNode abilities = json.putArray("abilities");
        model.abilities().stream()
                .sorted()
                .map(Ability::name)
                .map(n -> n.toLowerCase(Locale.ROOT))
                .forEach(abilities::add);
        json.set("price_usd_per_million", price(model.price()));
        return json;
    }

    private static ObjectNode price(Price price) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("input", price.input().dollars())
                .put("cached_input", price.cachedInput().dollars())
                .put("output", price.output().dollars());
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
