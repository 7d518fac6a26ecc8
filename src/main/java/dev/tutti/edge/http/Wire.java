package dev.tutti.edge.http;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;

/** JSON answers as bytes, whatever else is registered for JSON. */
final class Wire {

    /** Its buffers come from a pool, not from the thread: each request has one of its own. */
    private static final JsonMapper MAPPER = JsonMapper.builder(new JsonFactoryBuilder()
                    .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
                    .build())
            .build();

    private Wire() {}

    static Response json(int status, JsonNode body, Map<String, String> headers) {
        return json(status, bytes(body), headers);
    }

    /** {@code json}: as it is to be sent; nobody writes to it. */
    static Response json(int status, byte[] json, Map<String, String> headers) {
        Response.ResponseBuilder response =
                Response.status(status).type(MediaType.APPLICATION_JSON_TYPE).entity(new OnePiece(json));
        headers.forEach(response::header);
        return response.build();
    }

    private static byte[] bytes(JsonNode body) {
        try {
            return MAPPER.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a tree that has no form in JSON", e);
        }
    }

    static Response json(JsonNode body) {
        return json(Response.Status.OK.getStatusCode(), body, Map.of());
    }

    /** In the form of the address that was asked. */
    static Response refusal(Refusal refusal, UriInfo asked) {
        boolean messages = PlainPath.of(asked.getPath()).equals(MessagesResource.PATH);
        Dialect dialect = messages ? MessagesDialect.SPOKEN : CompletionsDialect.SPOKEN;
        return json(refusal.code().status(), dialect.refusal(refusal), refusal.headers());
    }
}
