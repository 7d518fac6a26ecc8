package dev.tutti.memory.outcome;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.SerializerProvider;
import dev.tutti.words.chat.Usage;
import java.io.IOException;

/** Calls field by field, as databind writes them. */
final class CallWriter {
    private static final SerializableString ROLE = new SerializedString("role");
    private static final SerializableString MODEL = new SerializedString("model");
    private static final SerializableString STATUS = new SerializedString("status");
    private static final SerializableString LAYER = new SerializedString("layer");
    private static final SerializableString ATTEMPTS = new SerializedString("attempts");
    private static final SerializableString PROMPT = new SerializedString("prompt");
    private static final SerializableString CACHED = new SerializedString("cached");
    private static final SerializableString CACHE_WRITTEN = new SerializedString("cache_written");
    private static final SerializableString COMPLETION = new SerializedString("completion");
    private static final SerializableString ESTIMATED = new SerializedString("estimated");
    private static final SerializableString USAGE = new SerializedString("usage");
    private static final SerializableString SERVED_MODEL = new SerializedString("served_model");
    private static final SerializableString COST_USD = new SerializedString("cost_usd");
    private static final SerializableString FIRST_BYTE_MS = new SerializedString("first_byte_ms");
    private static final SerializableString LATENCY_MS = new SerializedString("latency_ms");
    private static final SerializableString SKETCH = new SerializedString("sketch");

    private CallWriter() {}

    static void write(CallRecord call, JsonGenerator to, SerializerProvider context) throws IOException {
        to.writeStartObject();
        Fields.text(ROLE, call.role().wireName(), to);
        Fields.whole(LAYER, call.layer(), to);
        Fields.text(MODEL, call.model().value(), to);
        Fields.text(SERVED_MODEL, call.servedModel(), to);
        write(call.usage(), to);
        Fields.usd(COST_USD, call.cost(), to);
        Fields.millis(FIRST_BYTE_MS, call.firstByte(), to);
        Fields.millis(LATENCY_MS, call.latency(), to);
        Fields.whole(ATTEMPTS, call.attempts(), to);
        Fields.text(STATUS, call.status().wireName(), to);
        Fields.sketch(SKETCH, call.sketch(), to);
        Fields.any("warrant", call.warrant(), to, context);
        Fields.any("onward", call.onward(), to, context);
        to.writeEndObject();
    }

    private static void write(Usage usage, JsonGenerator to) throws IOException {
        Fields.startObject(USAGE, to);
        Fields.whole(PROMPT, usage.prompt().count(), to);
        Fields.whole(CACHED, usage.cached().count(), to);
        if (usage.cacheWritten().count() > 0) {
            Fields.whole(CACHE_WRITTEN, usage.cacheWritten().count(), to);
        }
        Fields.whole(COMPLETION, usage.completion().count(), to);
        Fields.flag(ESTIMATED, usage.estimated(), to);
        to.writeEndObject();
    }
}
