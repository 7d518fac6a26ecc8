package dev.tutti.memory.outcome;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.tutti.words.chat.RequestId;
import java.io.IOException;
import java.util.List;

/**
 * Rows field by field, without reflection: each request writes one. The text is the one that databind makes of the row,
 * byte for byte; whatever few rows tell is left to databind.
 */
final class OutcomeRowWriter extends StdSerializer<OutcomeRow> {
    private static final SerializableString ID = new SerializedString("id");
    private static final SerializableString AT = new SerializedString("at");
    private static final SerializableString KEY = new SerializedString("key");
    private static final SerializableString PROMPT_HASH = new SerializedString("prompt_hash");
    private static final SerializableString ORIGIN = new SerializedString("origin");
    private static final SerializableString ENDING = new SerializedString("ending");
    private static final SerializableString CATALOGUE_VERSION = new SerializedString("catalogue_version");
    private static final SerializableString EXPLORED = new SerializedString("explored");
    private static final SerializableString CALLS = new SerializedString("calls");
    private static final SerializableString SKETCH = new SerializedString("sketch");
    private static final SerializableString AUDIT_OF = new SerializedString("audit_of");
    private static final SerializableString SESSION = new SerializedString("session");
    private static final SerializableString PROPENSITY = new SerializedString("propensity");
    private static final SerializableString DEGRADED = new SerializedString("degraded");
    private static final SerializableString COST_USD = new SerializedString("cost_usd");
    private static final SerializableString LATENCY_MS = new SerializedString("latency_ms");
    private static final SerializableString FEATURES = new SerializedString("features");
    private static final SerializableString RECEIPT = new SerializedString("receipt");
    private static final SerializableString PLAN = new SerializedString("plan");

    private final PlanWriter plans;
    private final ReceiptWriter receipts;

    /** {@code receipts} shall write their plans by {@code plans}, too: the chosen one stands among its candidates. */
    OutcomeRowWriter(PlanWriter plans, ReceiptWriter receipts) {
        super(OutcomeRow.class);
        this.plans = plans;
        this.receipts = receipts;
    }

    @Override
    public void serialize(OutcomeRow row, JsonGenerator to, SerializerProvider context) throws IOException {
        to.writeStartObject();
        request(row, to);
        FeaturesWriter.write(FEATURES, row.features(), to);
        to.writeFieldName(RECEIPT);
        receipts.serialize(row.receipt(), to, context);
        choice(row, to, context);
        Fields.startArray(CALLS, to);
        for (CallRecord call : row.calls()) {
            CallWriter.write(call, to, context);
        }
        to.writeEndArray();
        Fields.sketch(SKETCH, row.sketch(), to);
        ending(row, to);
        said("influence", row.influence(), to, context);
        said("grades", row.grades(), to, context);
        to.writeEndObject();
    }

    private static void request(OutcomeRow row, JsonGenerator to) throws IOException {
        Fields.text(ID, row.id().value(), to);
        Fields.text(AUDIT_OF, row.auditOf().map(RequestId::value), to);
        Fields.text(AT, row.at().toString(), to);
        Fields.text(KEY, row.key().value(), to);
        Fields.text(SESSION, row.session(), to);
        Fields.text(PROMPT_HASH, row.promptHash(), to);
    }

    private void choice(OutcomeRow row, JsonGenerator to, SerializerProvider context) throws IOException {
        to.writeFieldName(PLAN);
        plans.write(row.plan(), to, context);
        Fields.number(PROPENSITY, row.propensity(), to);
        Fields.flag(EXPLORED, row.explored(), to);
        Fields.text(ORIGIN, row.origin().wireName(), to);
    }

    private static void ending(OutcomeRow row, JsonGenerator to) throws IOException {
        Fields.text(ENDING, row.ending().wireName(), to);
        Fields.text(DEGRADED, row.degraded(), to);
        Fields.usd(COST_USD, row.cost(), to);
        Fields.millis(LATENCY_MS, row.latency(), to);
        Fields.text(CATALOGUE_VERSION, row.catalogueVersion(), to);
    }

    private static void said(String name, List<?> words, JsonGenerator to, SerializerProvider context)
            throws IOException {
        if (!words.isEmpty()) {
            context.defaultSerializeField(name, words, to);
        }
    }
}
