package dev.tutti.sense.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.words.chat.Usd;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

final class ShortUsdPropertyTest {
    @Property
    void anAmountReadsAsExactDecimalsRoundThem(@ForAll long picos, @ForAll @IntRange(max = 18) int smaller) {
        Usd amount = new Usd(picos / (long) Math.pow(10, smaller));

        assertThat(ShortUsd.of(amount)).isEqualTo(slow(amount));
    }

    @Example
    void theEndsOfTheRangeAreRoundedBeyondIt() {
        assertThat(ShortUsd.of(new Usd(Long.MAX_VALUE))).isEqualTo("$9300000");
        assertThat(ShortUsd.of(new Usd(Long.MIN_VALUE))).isEqualTo("$-9300000");
    }

    private static String slow(Usd amount) {
        BigDecimal rounded =
                amount.dollars().round(new MathContext(2, RoundingMode.UP)).stripTrailingZeros();
        return "$" + rounded.toPlainString();
    }
}
