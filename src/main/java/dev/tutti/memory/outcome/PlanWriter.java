package dev.tutti.memory.outcome;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.json.UTF8JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.Single;
import java.io.IOException;

/**
 * The plans of candidates and rows: the decision offers the same objects to request after request, so the text of each is
 * made once and kept for as long as the plan itself. A single model's plan is as short as that, and made anew wherever a
 * request names its model: it is written field by field, as databind writes it.
 */
final class PlanWriter {
    private static final SerializableString STRATEGY = new SerializedString("strategy");
    private static final SerializableString MODEL = new SerializedString("model");

    /** Texts kept at most, some 150 bytes each. */
    private static final int KEPT = 4_096;

    private final Cache<Plan, SerializableString> known = Caffeine.newBuilder()
            .weakKeys()
            .maximumSize(KEPT)
            .executor(Runnable::run)
            .build();

    void write(Plan plan, JsonGenerator to, SerializerProvider context) throws IOException {
        if (to instanceof UTF8JsonGenerator && to.getCodec() instanceof ObjectMapper mapper) {
            if (plan instanceof Single single) {
                write(single, to);
            } else {
                to.writeRawValue(text(plan, mapper));
            }
        } else {
            // A tree takes values, not texts.
            context.findTypedValueSerializer(plan.getClass(), true, null).serialize(plan, to, context);
        }
    }

    private static void write(Single single, JsonGenerator to) throws IOException {
        to.writeStartObject();
        Fields.text(STRATEGY, single.strategy().wireName(), to);
        Fields.text(MODEL, single.model().value(), to);
        to.writeEndObject();
    }

    private SerializableString text(Plan plan, ObjectMapper mapper) throws IOException {
        SerializableString text = known.getIfPresent(plan);
        if (text == null) {
            text = new SerializedString(mapper.writeValueAsString(plan));
            known.put(plan, text);
        }
        return text;
    }
}
