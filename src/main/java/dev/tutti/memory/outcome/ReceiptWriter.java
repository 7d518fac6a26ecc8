package dev.tutti.memory.outcome;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.tutti.sense.policy.Candidate;
import dev.tutti.sense.policy.Receipt;
import dev.tutti.sense.policy.Targets;
import java.io.IOException;

/** Receipts field by field, as databind writes them. */
final class ReceiptWriter extends StdSerializer<Receipt> {
    private static final SerializableString POLICY = new SerializedString("policy");
    private static final SerializableString ROUTER_VERSION = new SerializedString("router_version");
    private static final SerializableString WHEN_INFEASIBLE = new SerializedString("when_infeasible");
    private static final SerializableString CLUSTER = new SerializedString("cluster");
    private static final SerializableString BOUND_BY_KEY = new SerializedString("bound_by_key");
    private static final SerializableString CANDIDATES = new SerializedString("candidates");
    private static final SerializableString TARGETS = new SerializedString("targets");
    private static final SerializableString QUALITY = new SerializedString("quality");
    private static final SerializableString MAX_COST_USD = new SerializedString("max_cost_usd");
    private static final SerializableString MAX_LATENCY_MS = new SerializedString("max_latency_ms");

    private final CandidateWriter candidates;

    ReceiptWriter(CandidateWriter candidates) {
        super(Receipt.class);
        this.candidates = candidates;
    }

    @Override
    public void serialize(Receipt receipt, JsonGenerator to, SerializerProvider context) throws IOException {
        to.writeStartObject();
        write(receipt.targets(), to, context);
        Fields.startArray(CANDIDATES, to);
        for (Candidate candidate : receipt.candidates()) {
            candidates.serialize(candidate, to, context);
        }
        to.writeEndArray();
        Fields.text(POLICY, receipt.policy(), to);
        Fields.text(ROUTER_VERSION, receipt.routerVersion(), to);
        Fields.whole(CLUSTER, receipt.cluster(), to);
        Fields.any("arm", receipt.arm(), to, context);
        Fields.any("pace", receipt.pace(), to, context);
        to.writeEndObject();
    }

    private static void write(Targets targets, JsonGenerator to, SerializerProvider context) throws IOException {
        Fields.startObject(TARGETS, to);
        Fields.number(QUALITY, targets.quality(), to);
        Fields.usd(MAX_COST_USD, targets.maxCost(), to);
        Fields.millis(MAX_LATENCY_MS, targets.maxLatency(), to);
        Fields.text(WHEN_INFEASIBLE, targets.whenInfeasible().wireName(), to);
        if (targets.boundByKey()) {
            Fields.flag(BOUND_BY_KEY, true, to);
        }
        Fields.any("price", targets.price(), to, context);
        to.writeEndObject();
    }
}
