package dev.tutti.serving.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.words.catalogue.LimitField;
import java.io.UncheckedIOException;

/** The OpenAI body as it goes out: the caller's fields in their order, with what this call decides set over them. */
final class RequestBody {
    private static final String OLD_LIMIT = "max_tokens";
    private static final String NEW_LIMIT = "max_completion_tokens";
    private static final String STREAM_OPTIONS = "stream_options";

    private final ObjectMapper json;

    RequestBody(ObjectMapper json) {
        this.json = json;
    }

    byte[] of(ModelCall call) {
        try {
            return json.writeValueAsBytes(tree(call));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new object whose untouched fields are the caller's own nodes; the caller's object is never changed. */
    ObjectNode tree(ModelCall call) {
        ObjectNode caller = call.body();
        ObjectNode body = json.createObjectNode();
        // First, where nearly everybody puts it; all other fields keep their places.
        body.put("model", call.model().endpoint().wireName());
        body.setAll(caller);
        body.remove("routing");
        limitOutput(call, body);
        stream(call, body);
        return body;
    }

    private void stream(ModelCall call, ObjectNode body) {
        body.put("stream", call.stream());
        if (call.stream()) {
            ObjectNode options =
                    body.get(STREAM_OPTIONS) instanceof ObjectNode given ? given.deepCopy() : json.createObjectNode();
            body.set(STREAM_OPTIONS, options.put("include_usage", true));
        } else {
            body.remove(STREAM_OPTIONS);
        }
    }

    private static void limitOutput(ModelCall call, ObjectNode body) {
        long limit = outputLimit(call);
        boolean usesNew = body.hasNonNull(NEW_LIMIT);
        LimitField field = call.model().endpoint().limitField();
        String name = switch (field) {
            case AS_ASKED -> usesNew ? NEW_LIMIT : OLD_LIMIT;
            case MAX_TOKENS -> OLD_LIMIT;
            case MAX_COMPLETION_TOKENS -> NEW_LIMIT;
        };
        body.remove(name.equals(OLD_LIMIT) ? NEW_LIMIT : OLD_LIMIT);
        body.put(name, limit);
    }

    /** The most tokens that the model may write: what the call allows, or less where the caller wants less. */
    static long outputLimit(ModelCall call) {
        ObjectNode caller = call.body();
        return Math.min(call.outputLimit().count(), Math.min(given(caller, OLD_LIMIT), given(caller, NEW_LIMIT)));
    }

    private static long given(ObjectNode body, String field) {
        JsonNode value = body.path(field);
        return value.isIntegralNumber() && value.canConvertToLong() && value.longValue() > 0
                ? value.longValue()
                : Long.MAX_VALUE;
    }
}
