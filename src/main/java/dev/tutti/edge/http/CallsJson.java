package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tutti.memory.outcome.CallRecord;
import java.util.List;

/** Every sub-call of an answer, as {@code explain} shows it. */
final class CallsJson {

    private CallsJson() {}

    static ArrayNode of(List<CallRecord> calls) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (CallRecord call : calls) {
            all.addObject()
                    .put("role", call.role().wireName())
                    .put("layer", call.layer())
                    .put("model", call.model().value())
                    .put("served_model", call.servedModel().orElse(null))
                    .put("prompt_tokens", call.usage().prompt().count())
                    .put("cached_tokens", call.usage().cached().count())
                    .put("completion_tokens", call.usage().completion().count())
                    .put("cost_usd", call.cost().dollars())
                    .put("latency_ms", Rounded.millis(call.latency()))
                    .put("status", call.status().wireName());
        }
        return all;
    }
}
