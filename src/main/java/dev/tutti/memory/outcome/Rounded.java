package dev.tutti.memory.outcome;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import dev.tutti.words.chat.Usd;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/**
 * Predicted numbers, written no finer than they can be known: scores to 4 decimals, costs to the nanodollar, times to
 * the millisecond. The digits behind would be half of a row on disk. Rounding keeps the order of an interval's ends.
 */
final class Rounded {
    private static final int SCORE_DECIMALS = 4;
    private static final int USD_DECIMALS = 9;
    private static final int NANOS_OF_MILLI = 6;

    private Rounded() {}

    private static BigDecimal plain(BigDecimal number) {
        BigDecimal shortest = number.stripTrailingZeros();
        return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
    }

    static final class OfScore extends StdScalarSerializer<Double> {
        OfScore() {
            super(Double.class);
        }

        @Override
        public void serialize(Double value, JsonGenerator to, SerializerProvider context) throws IOException {
            to.writeNumber(plain(BigDecimal.valueOf(value).setScale(SCORE_DECIMALS, RoundingMode.HALF_EVEN)));
        }
    }

    static final class OfUsd extends StdScalarSerializer<Usd> {
        OfUsd() {
            super(Usd.class);
        }

        @Override
        public void serialize(Usd value, JsonGenerator to, SerializerProvider context) throws IOException {
            to.writeNumber(plain(value.dollars().setScale(USD_DECIMALS, RoundingMode.UP)));
        }
    }

    static final class OfMillis extends StdScalarSerializer<Duration> {
        OfMillis() {
            super(Duration.class);
        }

        @Override
        public void serialize(Duration value, JsonGenerator to, SerializerProvider context) throws IOException {
            BigDecimal millis = BigDecimal.valueOf(value.toNanos(), NANOS_OF_MILLI);
            to.writeNumber(millis.setScale(0, RoundingMode.UP));
        }
    }
}
