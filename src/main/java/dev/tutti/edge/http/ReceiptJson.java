package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.sense.policy.Candidate;
import dev.tutti.sense.policy.Prediction;
import dev.tutti.sense.policy.Receipt;

/** Every plan that was considered, with what was expected of it and why it was not chosen. */
final class ReceiptJson {

    private ReceiptJson() {}

    static ArrayNode candidates(Receipt receipt) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        receipt.candidates().forEach(candidate -> all.add(candidate(candidate)));
        return all;
    }

    private static ObjectNode candidate(Candidate candidate) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("plan", candidate.plan().notation());
        json.put("strategy", candidate.plan().strategy().wireName());
        json.put("predicted_quality", Rounded.score(candidate.prediction().quality()));
        json.putArray("quality_interval")
                .add(Rounded.score(candidate.prediction().lower()))
                .add(Rounded.score(candidate.prediction().upper()));
        Prediction.Traffic traffic = candidate.prediction().forChoice();
        json.put("quality_on_traffic", Rounded.score(traffic.quality()));
        json.putArray("quality_on_traffic_interval")
                .add(Rounded.score(traffic.lower()))
                .add(Rounded.score(traffic.upper()));
        json.put("quality_basis", candidate.prediction().basis().wireName());
        json.put("cost_usd", candidate.forecast().cost().dollars());
        json.put("cost_uncached_usd", candidate.forecast().costUncached().dollars());
        json.put("cost_p95_usd", candidate.forecast().costP95().dollars());
        json.put("cost_reserved_usd", candidate.forecast().costReserved().dollars());
        json.put("latency_ms", Rounded.millis(candidate.forecast().latency()));
        json.put("latency_p95_ms", Rounded.millis(candidate.forecast().latencyP95()));
        json.put("propensity", candidate.propensity());
        json.put("rejected", candidate.rejected().orElse(null));
        return json;
    }
}
