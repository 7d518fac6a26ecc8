package dev.tutti.words.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class UsdPropertyTest {

    @Property
    void dollarsWrittenAndReadAreTheSameDollars(@ForAll long picos) {
        assertThat(Usd.of(new Usd(picos).dollars())).isEqualTo(new Usd(picos));
    }

    @Property
    void sumsEqualThoseOfExactDecimals(
            @ForAll @LongRange(min = -1L << 60, max = 1L << 60) long a,
            @ForAll @LongRange(min = -1L << 60, max = 1L << 60) long b) {
        BigDecimal sum = new Usd(a).dollars().add(new Usd(b).dollars());

        assertThat(new Usd(a).plus(new Usd(b)).dollars()).isEqualByComparingTo(sum);
    }

    @Example
    void whatCannotBeExactOrWouldWrapIsRefused() {
        assertThatThrownBy(() -> Usd.of("0.0000000000001")).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> new Usd(Long.MAX_VALUE).plus(new Usd(1))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Usd.approximately(Double.NaN)).hasMessageContaining("was NaN");
    }
}
