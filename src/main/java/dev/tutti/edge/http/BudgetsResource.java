package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.memory.tenancy.Accounts;
import dev.tutti.memory.tenancy.Scope;
import dev.tutti.sense.budget.Standing;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;

/** How the keys stand that have a budget: of each the one of which least is left. Metrics tell the least of all, and no key. */
@Path("/v1/budgets")
@RunOnVirtualThread
public final class BudgetsResource {

    private final Accounts accounts;
    private final InstantSource time;

    BudgetsResource(Accounts accounts, InstantSource time) {
        this.accounts = accounts;
        this.time = time;
    }

    @GET
    @Needs({Scope.READ, Scope.ADMIN})
    public Response budgets() {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("object", "list");
        ArrayNode all = json.putArray("data");
        accounts.scarcest(time.instant())
                .forEach((key, standing) -> write(standing, all.addObject().put("key", key.value())));
        return Wire.json(json);
    }

    private static void write(Standing standing, ObjectNode to) {
        to.put("period", standing.limit().period().adjective())
                .put("limit_usd", standing.limit().most().dollars())
                .put("spent_usd", standing.spent().dollars())
                .put("reserved_usd", standing.reserved().dollars())
                .put("left_usd", standing.left().dollars())
                .put("share_left", Rounded.score(standing.share()))
                .put("renewed_at", standing.renewed().toString());
    }
}
