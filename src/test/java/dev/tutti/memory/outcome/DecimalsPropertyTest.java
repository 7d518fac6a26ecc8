package dev.tutti.memory.outcome;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

final class DecimalsPropertyTest {
    @Property
    void aDecimalIsWrittenAsThePlainestOfBigDecimals(@ForAll long unscaled, @ForAll @IntRange(max = 18) int decimals)
            throws IOException {
        BigDecimal number = BigDecimal.valueOf(unscaled, decimals).stripTrailingZeros();

        assertThat(written(unscaled, decimals)).isEqualTo(number.toPlainString());
    }

    @Property
    void roundNumbersLoseTheirZeros(@ForAll @IntRange(min = -200, max = 200) int tens) throws IOException {
        assertThat(written(tens * 1_000L, 4))
                .isEqualTo(BigDecimal.valueOf(tens)
                        .movePointLeft(1)
                        .stripTrailingZeros()
                        .toPlainString());
    }

    @Property
    void aScoreIsRoundedByTheDigitsItIsWrittenWith(@ForAll @DoubleRange(min = 0, max = 1) double score) {
        assertThat(CandidateWriter.tenthousandths(score)).isEqualTo(byBigDecimal(score));
    }

    @Property
    void aScoreInTheMiddleGoesToTheEvenOne(@ForAll @IntRange(max = 9_999) int below) {
        double middle = (below * 10 + 5) / 1e5;

        assertThat(CandidateWriter.tenthousandths(middle)).isEqualTo(byBigDecimal(middle));
        assertThat(CandidateWriter.tenthousandths(Math.nextUp(middle))).isEqualTo(byBigDecimal(Math.nextUp(middle)));
        assertThat(CandidateWriter.tenthousandths(Math.nextDown(middle)))
                .isEqualTo(byBigDecimal(Math.nextDown(middle)));
    }

    private static long byBigDecimal(double score) {
        return BigDecimal.valueOf(score)
                .setScale(4, RoundingMode.HALF_EVEN)
                .unscaledValue()
                .longValueExact();
    }

    @Property
    void aDoubleIsWrittenAsItself(@ForAll double number) throws IOException {
        assertThat(written(number)).isEqualTo(Double.toString(number));
        assertThat(written((float) number)).isEqualTo(Double.toString((float) number));
    }

    @Property
    void aDoubleOfFewDecimalsIsWrittenAsItself(@ForAll int parts, @ForAll @IntRange(max = 6) int decimals)
            throws IOException {
        double number = parts / Math.pow(10, decimals);

        assertThat(written(number)).isEqualTo(Double.toString(number));
        assertThat(written(Math.nextUp(number))).isEqualTo(Double.toString(Math.nextUp(number)));
    }

    @Property
    void aDoubleNearAnExponentIsWrittenAsItself(
            @ForAll @DoubleRange(min = 0.9, max = 1.1) double near, @ForAll @IntRange(max = 4) int steps)
            throws IOException {
        for (double end : new double[] {1e-3, 1e7}) {
            double stepped = end + (steps - 2) / 1e4;

            assertThat(written(near * end)).isEqualTo(Double.toString(near * end));
            assertThat(written(stepped)).isEqualTo(Double.toString(stepped));
            assertThat(written(-stepped)).isEqualTo(Double.toString(-stepped));
        }
    }

    @Example
    void zerosAreWrittenAsThemselves() throws IOException {
        assertThat(written(0.0)).isEqualTo("0.0");
        assertThat(written(-0.0)).isEqualTo("-0.0");
        assertThat(written(1e-4)).isEqualTo("1.0E-4");
    }

    /** In bytes, where the quick way is taken. */
    private static String written(double number) throws IOException {
        ByteArrayOutputStream to = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(to)) {
            json.disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS.mappedFeature());
            Decimals.write(number, json);
        }
        return to.toString(UTF_8);
    }

    private static String written(long unscaled, int decimals) throws IOException {
        StringWriter to = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(to)) {
            Decimals.write(unscaled, decimals, json);
        }
        return to.toString();
    }
}
