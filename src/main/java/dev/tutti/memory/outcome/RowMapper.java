package dev.tutti.memory.outcome;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.util.StdConverter;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.tutti.sense.budget.Pace;
import dev.tutti.sense.evidence.AnswerSketch;
import dev.tutti.sense.evidence.Influence;
import dev.tutti.sense.evidence.Onward;
import dev.tutti.sense.evidence.Warrant;
import dev.tutti.sense.policy.Arm;
import dev.tutti.sense.policy.PacedPrice;
import dev.tutti.sense.policy.Receipt;
import dev.tutti.sense.policy.Targets;
import dev.tutti.words.chat.Tokens;
import dev.tutti.words.chat.Usage;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.Hearing;
import dev.tutti.words.plan.PlanForecast;
import dev.tutti.words.plan.StopRule;
import dev.tutti.words.plan.WhenInfeasible;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How rows become JSON: names by {@link UnitNaming}, times as ISO 8601, durations in milliseconds with decimals, 64-bit
 * fingerprints in hex (JSON numbers of other programs end at 53 bits). What was predicted is rounded
 * ({@link CandidateWriter}); what happened, and every propensity, is exact. Strict about values, lenient about fields it
 * does not know.
 */
final class RowMapper {
    private static final int MILLIS_SCALE = 6;

    private RowMapper() {}

    static JsonMapper create() {
        SimpleModule ours = new SimpleModule()
                .addSerializer(new CandidateWriter(new PlanWriter()))
                .addSerializer(new UsdWriter())
                .addSerializer(new MillisWriter())
                .addDeserializer(Duration.class, new MillisReader());
        // A pool and no thread's own buffers: each request has a thread of its own.
        return JsonMapper.builder(new JsonFactoryBuilder()
                        .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
                        .build())
                .addModules(new Jdk8Module(), new JavaTimeModule(), ours)
                .propertyNamingStrategy(new UnitNaming())
                .addMixIn(AnswerSketch.class, SketchJson.class)
                .addMixIn(Influence.class, InfluenceJson.class)
                .addMixIn(PlanForecast.class, PlanForecastJson.class)
                .addMixIn(Targets.class, TargetsJson.class)
                .addMixIn(OutcomeRow.class, OutcomeRowJson.class)
                .addMixIn(Receipt.class, ReceiptJson.class)
                .addMixIn(CallRecord.class, CallRecordJson.class)
                .addMixIn(Usage.class, UsageJson.class)
                .addMixIn(Warrant.class, WarrantJson.class)
                .addMixIn(Onward.class, OnwardJson.class)
                .addMixIn(StopRule.NextCall.class, NextCallJson.class)
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

    /** A row names the learned rule; its numbers are in the release that the row names, too. */
    interface NextCallJson {
        @JsonSerialize(using = NothingWriter.class)
        List<StopRule.Branch> branches();

        @JsonSerialize(using = NothingWriter.class)
        List<Hearing> hearings();
    }

    @JsonDeserialize(converter = ForecastReader.class)
    interface PlanForecastJson {}

    /**
     * Rows from before reservations were forecast lack them: their plans were chosen by their 95 % cost. The cost without
     * prompt caches stands only where it differs.
     */
    record LoggedForecast(
            Usd cost,
            Usd costP95,
            Optional<Usd> costReserved,
            Duration latency,
            Duration latencyP95,
            Optional<Usd> costUncached) {}

    static final class ForecastReader extends StdConverter<LoggedForecast, PlanForecast> {
        @Override
        public PlanForecast convert(LoggedForecast logged) {
            return new PlanForecast(
                    logged.cost(),
                    logged.costP95(),
                    logged.costReserved().orElse(logged.costP95()),
                    logged.latency(),
                    logged.latencyP95(),
                    logged.costUncached().orElse(logged.cost()));
        }
    }

    /** Few requests are bound by what their key has left, few keys are paced, so most rows say nothing of it. */
    @JsonDeserialize(converter = TargetsReader.class)
    interface TargetsJson {
        @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        boolean boundByKey();

        @JsonInclude(JsonInclude.Include.NON_ABSENT)
        Optional<PacedPrice> price();
    }

    /** Few calls write to a cache that is paid for. */
    @JsonDeserialize(converter = UsageReader.class)
    interface UsageJson {
        @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = NoTokens.class)
        Tokens cacheWritten();
    }

    record LoggedUsage(
            Tokens prompt, Tokens cached, Optional<Tokens> cacheWritten, Tokens completion, boolean estimated) {}

    static final class UsageReader extends StdConverter<LoggedUsage, Usage> {
        @Override
        public Usage convert(LoggedUsage logged) {
            return new Usage(
                    logged.prompt(),
                    logged.cached(),
                    logged.cacheWritten().orElse(Tokens.NONE),
                    logged.completion(),
                    logged.estimated());
        }
    }

    /** Equal to what need not stand in a row. */
    static final class NoTokens {
        @Override
        public boolean equals(Object other) {
            return other instanceof Tokens tokens && tokens.count() == 0;
        }

        @Override
        public int hashCode() {
            return 0;
        }
    }

    /** Only while a release is rolled out is there more than one router, and few keys are paced. */
    interface ReceiptJson {
        @JsonInclude(JsonInclude.Include.NON_ABSENT)
        Optional<Arm> arm();

        @JsonInclude(JsonInclude.Include.NON_ABSENT)
        Optional<Pace> pace();
    }

    record LoggedTargets(
            double quality,
            Usd maxCost,
            Duration maxLatency,
            WhenInfeasible whenInfeasible,
            Optional<Boolean> boundByKey,
            Optional<PacedPrice> price) {}

    static final class TargetsReader extends StdConverter<LoggedTargets, Targets> {
        @Override
        public Targets convert(LoggedTargets logged) {
            return new Targets(
                    logged.quality(),
                    logged.maxCost(),
                    logged.maxLatency(),
                    logged.whenInfeasible(),
                    logged.boundByKey().orElse(false),
                    logged.price());
        }
    }

    /** Few rows tell of influence or grade answers, so most say nothing of it. */
    interface OutcomeRowJson {
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<Influence> influence();

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<Grade> grades();
    }

    /** Most calls have none. */
    interface CallRecordJson {
        @JsonInclude(JsonInclude.Include.NON_ABSENT)
        Optional<Warrant> warrant();

        @JsonInclude(JsonInclude.Include.NON_ABSENT)
        Optional<Onward> onward();
    }

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    interface WarrantJson {}

    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    interface OnwardJson {}

    interface InfluenceJson {
        @JsonSerialize(using = HexWriter.class)
        @JsonDeserialize(using = HexReader.class)
        long with();

        @JsonSerialize(using = HexWriter.class)
        @JsonDeserialize(using = HexReader.class)
        long without();
    }

    interface SketchJson {
        @JsonSerialize(using = HexWriter.class)
        @JsonDeserialize(using = HexReader.class)
        long digest();

        @JsonSerialize(using = HexWriter.class)
        @JsonDeserialize(using = HexReader.class)
        long similarity();
    }

    private static final class MillisWriter extends StdScalarSerializer<Duration> {
        MillisWriter() {
            super(Duration.class);
        }

        @Override
        public void serialize(Duration value, JsonGenerator to, SerializerProvider context) throws IOException {
            Decimals.write(value, to);
        }
    }

    private static final class UsdWriter extends StdScalarSerializer<Usd> {
        UsdWriter() {
            super(Usd.class);
        }

        @Override
        public void serialize(Usd value, JsonGenerator to, SerializerProvider context) throws IOException {
            Decimals.write(value, to);
        }
    }

    private static final class MillisReader extends StdScalarDeserializer<Duration> {
        MillisReader() {
            super(Duration.class);
        }

        @Override
        public Duration deserialize(JsonParser from, DeserializationContext context) throws IOException {
            if (!from.currentToken().isNumeric()) {
                return (Duration) context.handleUnexpectedToken(Duration.class, from);
            }
            try {
                BigDecimal nanos = from.getDecimalValue().movePointRight(MILLIS_SCALE);
                return Duration.ofNanos(nanos.longValueExact());
            } catch (ArithmeticException e) {
                throw context.weirdNumberException(
                        from.getNumberValue(), Duration.class, "milliseconds have at most 6 decimals, at most 9.2e12");
            }
        }
    }

    static final class NothingWriter extends StdSerializer<List<?>> {
        NothingWriter() {
            super(List.class, false);
        }

        @Override
        public void serialize(List<?> value, JsonGenerator to, SerializerProvider context) throws IOException {
            to.writeStartArray();
            to.writeEndArray();
        }
    }

    static final class HexWriter extends StdScalarSerializer<Long> {
        HexWriter() {
            super(Long.class);
        }

        @Override
        public void serialize(Long value, JsonGenerator to, SerializerProvider context) throws IOException {
            to.writeString(Long.toHexString(value));
        }
    }

    static final class HexReader extends StdScalarDeserializer<Long> {
        HexReader() {
            super(Long.class);
        }

        @Override
        public Long deserialize(JsonParser from, DeserializationContext context) throws IOException {
            String digits = from.getValueAsString("");
            try {
                return Long.parseUnsignedLong(digits, 16);
            } catch (NumberFormatException e) {
                throw context.weirdStringException(digits, Long.class, "a fingerprint is 1 to 16 hex digits");
            }
        }
    }
}
