package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** OpenAI's Responses in front of the same router; errors are told as everywhere at OpenAI. */
final class ResponsesDialect implements Dialect {
    private final ResponseJson json;

    /** {@code asked}: the request's body, of which the answer tells again. */
    ResponsesDialect(ObjectNode asked) {
        json = new ResponseJson(asked);
    }

    @Override
    public ObjectNode whole(ObjectNode completion) {
        return json.of(completion);
    }

    @Override
    public Speech speech() {
        return new ResponsesSpeech(json);
    }

    @Override
    public ObjectNode refusal(Refusal refusal) {
        return refusal.body();
    }
}
