package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.memory.outcome.ImportReader;
import dev.tutti.memory.outcome.OutcomeImport;
import dev.tutti.memory.outcome.OutcomeLog;
import dev.tutti.memory.tenancy.Scope;
import dev.tutti.words.catalogue.Catalogue;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.InstantSource;

/** Takes outcome rows from elsewhere, one JSON object a line. */
@Path("/v1/outcomes:import")
@RunOnVirtualThread
public final class ImportResource {

    private final OutcomeLog log;
    private final Catalogue catalogue;
    private final InstantSource time;
    private final CurrentCaller caller;
    private final HttpConfig config;

    ImportResource(OutcomeLog log, Catalogue catalogue, InstantSource time, CurrentCaller caller, HttpConfig config) {
        this.log = log;
        this.catalogue = catalogue;
        this.time = time;
        this.caller = caller;
        this.config = config;
    }

    @POST
    @Needs({Scope.LABEL, Scope.ADMIN})
    public Response importRows(InputStream body) {
        Lines lines = new Lines(
                body, config.maxBody().asLongValue(), config.maxImport().asLongValue());
        ImportReader reader = new ImportReader(catalogue, caller.get().key(), time);
        return Wire.json(json(OutcomeImport.run(lines, reader, log)));
    }

    private static ObjectNode json(OutcomeImport.Report report) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("accepted", report.accepted());
        json.put("duplicate", report.duplicates());
        json.put("rejected", report.rejections());
        ArrayNode rejections = json.putArray("rejections");
        report.rejected()
                .forEach(line -> rejections
                        .addObject()
                        .put("line", line.line())
                        .put("field", line.field())
                        .put("value", line.value())
                        .put("reason", line.reason()));
        return json;
    }
}
