package dev.tutti.memory.outcome;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.tutti.sense.feature.Features;
import java.io.IOException;

/** Features field by field, as databind writes them. */
final class FeaturesWriter {
    private static final SerializableString TASK = new SerializedString("task");
    private static final SerializableString HASHED = new SerializedString("hashed");
    private static final SerializableString SCHEMA = new SerializedString("schema");
    private static final SerializableString DENSE = new SerializedString("dense");

    private FeaturesWriter() {}

    static void write(SerializableString name, Features features, JsonGenerator to) throws IOException {
        Fields.startObject(name, to);
        Fields.whole(SCHEMA, features.schema(), to);
        Fields.text(TASK, features.task(), to);
        Fields.startArray(DENSE, to);
        for (double number : features.dense()) {
            Decimals.write(number, to);
        }
        to.writeEndArray();
        Fields.text(HASHED, features.packed(), to);
        to.writeEndObject();
    }
}
