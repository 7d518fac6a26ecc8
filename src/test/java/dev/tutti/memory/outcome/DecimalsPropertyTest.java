package dev.tutti.memory.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
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

    private static String written(long unscaled, int decimals) throws IOException {
        StringWriter to = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(to)) {
            Decimals.write(unscaled, decimals, json);
        }
        return to.toString();
    }
}
