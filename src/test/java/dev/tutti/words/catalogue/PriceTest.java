package dev.tutti.words.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.words.chat.Tokens;
import dev.tutti.words.chat.Usage;
import dev.tutti.words.chat.Usd;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PriceTest {
    private final Price price =
            Price.perMillion(new BigDecimal("0.15"), new BigDecimal("0.075"), new BigDecimal("0.60"));

    @Test
    void cachedInputIsChargedAtItsOwnPrice() {
        Usage usage = new Usage(new Tokens(1000), new Tokens(400), new Tokens(100), false);

        assertThat(price.cost(usage)).isEqualTo(Usd.of("0.00018"));
    }

    @Test
    void theSmallestListPriceIsExactDownToOneToken() {
        assertThat(Price.perMillion("0.000001", "0.075").cost(new Tokens(1), new Tokens(1)))
                .isEqualTo(Usd.of("0.000000075001"));
    }

    @Test
    void whatACacheSavesIsTheDifferenceBetweenTheTwoPrices() {
        Usage cached = new Usage(new Tokens(1000), new Tokens(400), new Tokens(100), false);

        assertThat(price.cost(Usage.of(1000, 100)).minus(price.saved(new Tokens(400))))
                .isEqualTo(price.cost(cached));
    }

    @Test
    void cachedInputThatIsDearerThanInputIsRefused() {
        assertThatThrownBy(() -> Price.perMillion(new BigDecimal("1"), new BigDecimal("1.1"), new BigDecimal("2")))
                .hasMessageContaining("were $1.1")
                .hasMessageContaining("input tokens at $1 ");
    }

    @Test
    void whatIsWrittenToACacheIsChargedAtItsOwnPriceAndNoCallCostsMoreThanWereAllOfItWritten() {
        Price writing = new Price(Usd.of("1"), Usd.of("0.1"), Usd.of("2"), Optional.of(Usd.of("1.25")));
        Usage usage = new Usage(new Tokens(1000), new Tokens(400), new Tokens(500), new Tokens(100), false);

        assertThat(writing.cost(usage)).isEqualTo(Usd.of("0.000965"));
        assertThat(writing.notWriting().cost(usage)).isEqualTo(Usd.of("0.00084"));
        assertThat(price.cost(usage)).as("where nothing is charged for it").isEqualTo(Usd.of("0.00018"));
        assertThat(writing.writing().cost(new Tokens(1000), new Tokens(100)))
                .isEqualTo(Usd.of("0.00145"))
                .isGreaterThan(writing.cost(usage))
                .isEqualTo(writing.cost(
                        new Usage(new Tokens(1000), Tokens.NONE, new Tokens(1000), new Tokens(100), false)));
        assertThat(price.writing()).isEqualTo(price);
    }

    @Test
    void writingToACacheForLessThanInputIsRefused() {
        assertThatThrownBy(() -> new Price(Usd.of("1"), Usd.of("0.1"), Usd.of("2"), Optional.of(Usd.of("0.9"))))
                .hasMessageContaining("were $0.9")
                .hasMessageContaining("at $1 ");
    }

    @Test
    void aPriceThatCannotBeExactPerTokenIsRefused() {
        assertThatThrownBy(() -> Price.perMillion("0.0000001", "1")).hasMessageContaining("at most 6 decimals");
        assertThatThrownBy(() -> Price.perMillion("1", "-1")).hasMessageContaining("price of output");
    }
}
