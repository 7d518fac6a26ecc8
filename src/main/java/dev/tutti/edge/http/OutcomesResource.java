package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.memory.outcome.Deletable;
import dev.tutti.memory.outcome.Deleted;
import dev.tutti.memory.outcome.EmbeddingLog;
import dev.tutti.memory.outcome.EmbeddingQuery;
import dev.tutti.memory.outcome.EmbeddingRow;
import dev.tutti.memory.outcome.OutcomeJson;
import dev.tutti.memory.outcome.OutcomeLog;
import dev.tutti.memory.outcome.OutcomeQuery;
import dev.tutti.memory.tenancy.Scope;
import dev.tutti.serving.routing.Forgetting;
import dev.tutti.words.chat.RequestId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The outcome log: a page of it, one row of it, or all of it as NDJSON. */
@Path("/v1/outcomes")
@RunOnVirtualThread
public final class OutcomesResource {

    private static final String NDJSON = "application/x-ndjson";
    private static final int MOST_AUDITS = 100;

    private final OutcomeLog log;
    private final EmbeddingLog embeddings;
    private final Forgetting forgetting;

    OutcomesResource(OutcomeLog log, EmbeddingLog embeddings, Forgetting forgetting) {
        this.log = log;
        this.embeddings = embeddings;
        this.forgetting = forgetting;
    }

    static Refusal unknown(String id, String param) {
        return new Refusal(
                ErrorCode.NOT_FOUND,
                Optional.of(param),
                param + " " + Shown.quoted(id) + " is no request of this log that is yours to see",
                Map.of());
    }

    @GET
    @Needs(Scope.READ)
    public Response list(@Context UriInfo uri, @Context HttpHeaders headers) {
        boolean all =
                String.valueOf(headers.getHeaderString(HttpHeaders.ACCEPT)).contains(NDJSON);
        if (OutcomeFilter.wantsEmbeddings(uri.getQueryParameters())) {
            return embeddings(OutcomeFilter.readEmbeddings(uri.getQueryParameters()), all);
        }
        OutcomeQuery query = OutcomeFilter.read(uri.getQueryParameters());
        query.after().ifPresent(this::requireKnown);
        return all ? export(writer -> log.scan(query, row -> line(OutcomeJson.toLine(row), writer))) : page(query);
    }

    private Response embeddings(EmbeddingQuery query, boolean all) {
        query.after().filter(after -> embeddings.findEmbedding(after).isEmpty()).ifPresent(after -> {
            throw noLastRow(after);
        });
        return all
                ? export(writer -> embeddings.scan(query, row -> line(json(row).toString(), writer)))
                : page(
                        embeddings.page(query).stream()
                                .map(OutcomesResource::json)
                                .toList(),
                        query.limit());
    }

    @GET
    @Path("/{id}")
    @Needs(Scope.READ)
    public Response one(@PathParam("id") String id) {
        RequestId request = Ids.request(id, "id");
        Optional<ObjectNode> embedding = embeddings.findEmbedding(request).map(OutcomesResource::json);
        return embedding.isPresent() ? Wire.json(embedding.get()) : ofPlan(request);
    }

    @DELETE
    @Path("/{id}")
    @Needs(Scope.ADMIN)
    public Response delete(@PathParam("id") String id) {
        RequestId request = Ids.request(id, "id");
        Deleted deleted = forgetting.forget(new Deletable.OfRequest(request));
        if (deleted.equals(Deleted.NOTHING)) {
            throw unknown(request.value(), "id");
        }
        return Wire.json(json(deleted));
    }

    /** Of a key, or of one session of it: never of all, whatever is left out. */
    @DELETE
    @Needs(Scope.ADMIN)
    public Response deleteAll(@Context UriInfo uri) {
        return Wire.json(json(forgetting.forget(OutcomeFilter.readDeletable(uri.getQueryParameters()))));
    }

    private static ObjectNode json(Deleted deleted) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("object", "deletion")
                .put("requests", deleted.requests())
                .put("audits", deleted.audits())
                .put("embeddings", deleted.embeddings())
                .put("labels", deleted.labels());
    }

    private Response ofPlan(RequestId request) {
        ObjectNode json = OutcomeJson.toJson(log.find(request).orElseThrow(() -> unknown(request.value(), "id")));
        ArrayNode audits = json.putArray("audits");
        log.page(auditsOf(request)).forEach(audit -> audits.add(audit.row().id().value()));
        return Wire.json(json);
    }

    private void requireKnown(RequestId after) {
        if (log.find(after).isEmpty()) {
            throw noLastRow(after);
        }
    }

    private static Refusal noLastRow(RequestId after) {
        return Refusal.invalid(
                "after", "after is the id of the last row of a page, was " + Shown.quoted(after.value()));
    }

    private Response page(OutcomeQuery query) {
        try {
            return page(log.page(query).stream().map(OutcomeJson::toJson).toList(), query.limit());
        } catch (IllegalArgumentException deletedJustNow) {
            throw noLastRow(query.after().orElseThrow(() -> deletedJustNow));
        }
    }

    private static Response page(List<ObjectNode> rows, int limit) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("object", "list");
        json.putArray("data").addAll(rows);
        boolean more = rows.size() == limit;
        json.put("has_more", more);
        json.put("after", more ? rows.getLast().path("id").asText() : null);
        return Wire.json(json);
    }

    /** One of no plan, so it says what it is. */
    private static ObjectNode json(EmbeddingRow row) {
        return OutcomeJson.toJson(row).put("kind", "embeddings");
    }

    private static Response export(Consumer<BufferedWriter> rows) {
        StreamingOutput lines = out -> {
            BufferedWriter writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            try {
                rows.accept(writer);
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
            writer.flush();
        };
        return Response.ok(lines).type(NDJSON).build();
    }

    private static void line(String row, BufferedWriter writer) {
        try {
            writer.write(row);
            writer.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static OutcomeQuery auditsOf(RequestId request) {
        OutcomeQuery all = OutcomeQuery.all(MOST_AUDITS);
        return new OutcomeQuery(
                all.from(),
                all.until(),
                all.strategy(),
                all.model(),
                all.key(),
                all.task(),
                Optional.of(request),
                all.after(),
                all.limit());
    }
}
