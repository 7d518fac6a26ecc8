package dev.tutti.memory.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.memory.tenancy.KeyRate.Standing;
import dev.tutti.memory.tenancy.KeyRate.Turned;
import dev.tutti.words.chat.KeyId;
import dev.tutti.words.plan.ModelFilter;
import dev.tutti.words.plan.RoutingDefaults;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RatesTest {
    private long nanos;
    private final Rates rates = new Rates(() -> nanos);

    @Test
    void aWholeMinutesRequestsComeInAtOnceAndThenOneByOne() {
        KeyRate rate = rate(OptionalLong.of(3), OptionalLong.empty());

        for (int i = 0; i < 3; i++) {
            assertThat(rate.enter(1_000_000)).isEmpty();
        }
        assertThat(rate.enter(0)).contains(new Turned(RateKind.REQUESTS, 3, Duration.ofSeconds(20)));
        pass(Duration.ofSeconds(20));

        assertThat(rate.enter(0)).isEmpty();
        assertThat(rate.enter(0)).isPresent();
        assertThat(rate.standings()).containsExactly(new Standing(RateKind.REQUESTS, 3, 0, Duration.ofMinutes(1)));
    }

    @Test
    void whoIsTurnedAwayForTokensHasUsedNoRequest() {
        KeyRate rate = rate(OptionalLong.of(10), OptionalLong.of(600));
        assertThat(rate.enter(500)).isEmpty();

        assertThat(rate.enter(200)).contains(new Turned(RateKind.TOKENS, 600, Duration.ofSeconds(10)));

        assertThat(rate.standings().getFirst().left()).isEqualTo(9);
    }

    @Test
    void whatAnAnswerUsedBeyondWhatIsLeftIsOwedAndWhatItDidNotUseComesBack() {
        KeyRate rate = rate(OptionalLong.empty(), OptionalLong.of(600));
        rate.enter(100);

        rate.settle(1_100);
        assertThat(rate.standings()).containsExactly(new Standing(RateKind.TOKENS, 600, 0, Duration.ofMinutes(2)));
        assertThat(rate.enter(100)).contains(new Turned(RateKind.TOKENS, 600, Duration.ofSeconds(70)));

        pass(Duration.ofSeconds(70));
        assertThat(rate.enter(100)).isEmpty();
        rate.settle(-40);
        assertThat(rate.standings().getFirst().left()).isEqualTo(40);
    }

    @Test
    void aPromptLargerThanAMinutesWorthComesInWhenAllIsLeft() {
        KeyRate rate = rate(OptionalLong.empty(), OptionalLong.of(60));

        assertThat(rate.enter(600)).isEmpty();
        assertThat(rate.enter(600).orElseThrow().after()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void aKeyWithoutLimitsHasNoRateAndAnotherLimitBeginsAnew() {
        assertThat(rates.of(new Caller(new KeyId("a"), Set.of(Scope.CHAT)))).isEmpty();
        KeyRate rate = rate(OptionalLong.of(1), OptionalLong.empty());

        assertThat(rate(OptionalLong.of(1), OptionalLong.empty())).isSameAs(rate);
        assertThat(rate(OptionalLong.of(2), OptionalLong.empty())).isNotSameAs(rate);
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    private KeyRate rate(OptionalLong requests, OptionalLong tokens) {
        KeyTerms terms =
                new KeyTerms(List.of(), ModelFilter.ALL, new RateLimits(requests, tokens), RoutingDefaults.NONE);
        return rates.of(new Caller(new KeyId("a"), Set.of(Scope.CHAT), terms)).orElseThrow();
    }
}
