package dev.tutti.memory.outcome;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Duration;

/**
 * How rows become JSON: names by {@link UnitNaming}, times as ISO 8601, durations in milliseconds with decimals, 64-bit
 * fingerprints in hex (JSON numbers of other programs end at 53 bits). What was predicted is rounded
 * ({@link CandidateWriter}); what happened, and every propensity, is exact. Strict about values, lenient about fields it
 * does not know.
 */
final class RowMapper {
    private RowMapper() {}

    static JsonMapper create() {
        SimpleModule ours = new SimpleModule()
                .addSerializer(new CandidateWriter(new PlanWriter()))
                .addSerializer(new RowScalars.UsdWriter())
                .addSerializer(new RowScalars.MillisWriter())
                .addDeserializer(Duration.class, new RowScalars.MillisReader());
        // A pool and no thread's own buffers: each request has a thread of its own.
        JsonMapper.Builder mapper = JsonMapper.builder(new JsonFactoryBuilder()
                .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
                .build());
        return RowMixIns.add(mapper)
                .addModules(new Jdk8Module(), new JavaTimeModule(), ours)
                .propertyNamingStrategy(new UnitNaming())
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
    }

    /**
     * For the bytes of rows and receipts: each is written field by field to the text that {@link #create}'s mapper finds by
     * reflection.
     */
    static JsonMapper ofRows() {
        PlanWriter plans = new PlanWriter();
        ReceiptWriter receipts = new ReceiptWriter(new CandidateWriter(plans));
        SimpleModule rows =
                new SimpleModule().addSerializer(receipts).addSerializer(new OutcomeRowWriter(plans, receipts));
        return create().rebuild().addModule(rows).build();
    }
}
