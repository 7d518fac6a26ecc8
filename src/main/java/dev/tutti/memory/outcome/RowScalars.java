package dev.tutti.memory.outcome;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.tutti.words.chat.Usd;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/** Values of rows as JSON has them: money, durations, fingerprints. */
final class RowScalars {
    private static final int MILLIS_SCALE = 6;

    private RowScalars() {}

    /** {@link Duration} in milliseconds with decimals. */
    static final class MillisWriter extends StdScalarSerializer<Duration> {
        MillisWriter() {
            super(Duration.class);
        }

        @Override
        public void serialize(Duration value, JsonGenerator to, SerializerProvider context) throws IOException {
            Decimals.write(value, to);
        }
    }

    /** Dollars with all their decimals. */
    static final class UsdWriter extends StdScalarSerializer<Usd> {
        UsdWriter() {
            super(Usd.class);
        }

        @Override
        public void serialize(Usd value, JsonGenerator to, SerializerProvider context) throws IOException {
            Decimals.write(value, to);
        }
    }

    /** {@link Duration} in milliseconds with decimals. */
    static final class MillisReader extends StdScalarDeserializer<Duration> {
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

    /** A list that stands in a row as an empty one. */
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

    /** A fingerprint of 64 bits in hex. */
    static final class HexWriter extends StdScalarSerializer<Long> {
        HexWriter() {
            super(Long.class);
        }

        @Override
        public void serialize(Long value, JsonGenerator to, SerializerProvider context) throws IOException {
            to.writeString(Long.toHexString(value));
        }
    }

    /** A fingerprint of 64 bits in hex. */
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
