package dev.tutti.edge.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.memory.outcome.CallRecord;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.sense.policy.Candidate;
import dev.tutti.sense.policy.Receipt;
import dev.tutti.sense.policy.Targets;
import dev.tutti.serving.decision.Decision;
import dev.tutti.serving.decision.Verdict;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.RequestId;
import java.util.stream.Stream;

/** The {@code routing} object of an answer: always small, with {@code explain} all of the receipt. */
final class RoutingJson {

    private RoutingJson() {}

    /** Of a plan that ran. */
    static ObjectNode of(OutcomeRow row, Decision decision, boolean explain) {
        Stream<ModelId> called = row.calls().stream().map(CallRecord::model).distinct();
        ObjectNode json = head(row.id(), decision, called);
        json.put("cost_usd", row.cost().dollars());
        json.put("latency_ms", Rounded.millis(row.latency()));
        json.put("degraded", row.degraded().orElse(null));
        json.set("certificate", CertificateJson.of(decision.promise()));
        json.put("origin", row.origin().wireName());
        json.set("targets", targets(decision.receipt().targets()));
        if (explain) {
            json.set("candidates", ReceiptJson.candidates(decision.receipt()));
            json.set("calls", CallsJson.of(row.calls()));
            json.put("propensity", decision.propensity());
            json.set(
                    "features",
                    FeaturesJson.of(row.features(), decision.receipt().cluster()));
        }
        return json;
    }

    /** Of a plan that would run: what is forecast stands where an answer tells what was. */
    static ObjectNode ofDryRun(RequestId id, Decision decision) {
        Candidate chosen = decision.chosen();
        ObjectNode json = head(id, decision, chosen.plan().models().stream());
        json.put("cost_usd", chosen.forecast().cost().dollars());
        json.put("cost_uncached_usd", chosen.forecast().costUncached().dollars());
        json.put("latency_ms", Rounded.millis(chosen.forecast().latency()));
        json.putNull("degraded");
        json.set("certificate", CertificateJson.of(decision.promise()));
        json.set("targets", targets(decision.receipt().targets()));
        json.set("candidates", ReceiptJson.candidates(decision.receipt()));
        json.put("propensity", decision.propensity());
        return json;
    }

    /** Of a request that no plan may serve. */
    static ObjectNode ofInfeasible(RequestId id, Verdict.Infeasible verdict) {
        Receipt receipt = verdict.receipt();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("request_id", id.value());
        json.put("router_version", receipt.routerVersion());
        json.set("targets", targets(receipt.targets()));
        json.set("candidates", ReceiptJson.candidates(receipt));
        return json;
    }

    private static ObjectNode head(RequestId id, Decision decision, Stream<ModelId> models) {
        Candidate chosen = decision.chosen();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("request_id", id.value());
        json.put("strategy", chosen.plan().strategy().wireName());
        json.put("plan", chosen.plan().notation());
        ArrayNode names = json.putArray("models");
        models.map(ModelId::value).forEach(names::add);
        json.put("router_version", decision.receipt().routerVersion());
        json.put("predicted_quality", Rounded.score(chosen.prediction().quality()));
        json.put("quality_basis", chosen.prediction().basis().wireName());
        return json;
    }

    private static ObjectNode targets(Targets targets) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("quality_target", Rounded.score(targets.quality()));
        json.put("max_cost_usd", targets.maxCost().dollars());
        json.put("max_cost_bound_by", targets.boundByKey() ? "key" : "request");
        json.put("max_latency_ms", Rounded.millis(targets.maxLatency()));
        json.put("when_infeasible", targets.whenInfeasible().wireName());
        targets.price().ifPresent(price -> {
            json.put("gain_per_usd", price.gainPerUsd());
            json.put("chosen_by", price.decides() ? "price" : "target");
        });
        return json;
    }
}
