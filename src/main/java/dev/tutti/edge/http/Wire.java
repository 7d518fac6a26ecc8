package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** JSON answers as bytes, whatever else is registered for JSON. */
final class Wire {

    private Wire() {}

    static Response json(int status, JsonNode body, Map<String, String> headers) {
        Response.ResponseBuilder response = Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(body.toString().getBytes(StandardCharsets.UTF_8));
        headers.forEach(response::header);
        return response.build();
    }

    static Response json(JsonNode body) {
        return json(Response.Status.OK.getStatusCode(), body, Map.of());
    }

    static Response refusal(Refusal refusal) {
        return json(refusal.code().status(), refusal.body(), refusal.headers());
    }
}
