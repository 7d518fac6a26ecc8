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
import java.io.IOException;

/**
 * The plans of candidates: the decision offers the same objects to request after request, so the text of each is made once
 * and kept for as long as the plan itself.
 */
final class PlanWriter {
    /** Texts kept at most, some 150 bytes each. */
    private static final int KEPT = 4_096;

    private final Cache<Plan, SerializableString> known = Caffeine.newBuilder()
            .weakKeys()
            .maximumSize(KEPT)
            .executor(Runnable::run)
            .build();

    void write(Plan plan, JsonGenerator to, SerializerProvider context) throws IOException {
        if (to instanceof UTF8JsonGenerator && to.getCodec() instanceof ObjectMapper mapper) {
            to.writeRawValue(text(plan, mapper));
        } else {
            // A tree takes values, not texts.
            context.findTypedValueSerializer(plan.getClass(), true, null).serialize(plan, to, context);
        }
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
