package dev.tutti.sense.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tutti.words.chat.Usd;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** The law of a key's price, whatever its requests cost. */
final class PacerPropertyTest {
    private static final PaceTerms TERMS = new PaceTerms(Usd.of("0.001"), 5);

    @Property
    void thePriceStaysInItsRangeWhateverIsSpent(
            @ForAll @Size(min = 1, max = 200) List<@LongRange(min = 0, max = 8_000_000_000_000_000_000L) Long> costs,
            @ForAll @LongRange(min = 1, max = 1_000_000_000_000_000_000L) long mean,
            @ForAll @DoubleRange(min = 0, max = 1e9) double least) {
        PaceTerms terms = new PaceTerms(new Usd(mean), least);
        Pacer pacer = new Pacer(terms, terms.start());
        for (long cost : costs) {
            pacer.charge(new Usd(cost), new Usd(cost)).settle(new Usd(costs.getFirst()));
            assertThat(pacer.gainPerUsd()).isGreaterThanOrEqualTo(least).isFinite();
            assertThat(pacer.pace().ahead()).isBetween(-5_000.0, 500.0);
        }
    }

    @Property
    void whoeverHasSpentMoreNeverPaysLessForQuality(
            @ForAll @LongRange(min = 0, max = 10_000_000_000L) long cost,
            @ForAll @LongRange(min = 0, max = 10_000_000_000L) long more) {
        Pace pace = TERMS.asked(TERMS.start(), new Usd(cost));
        Pace poorer = TERMS.asked(TERMS.start(), new Usd(cost + more));

        assertThat(TERMS.gainPerUsd(poorer)).isGreaterThanOrEqualTo(TERMS.gainPerUsd(pace));
    }

    /** All is in the sum: neither how late a cost is told nor in which order changes what is saved. */
    @Property
    void whatIsSavedIsTheCeilingLessWhatWasSpent(
            @ForAll @Size(max = 100) List<@LongRange(min = 0, max = 4_000_000_000L) Long> costs) {
        Pacer pacer = new Pacer(TERMS, TERMS.start());
        List<Pacer.Charge> open = costs.stream()
                .map(_ -> pacer.charge(Usd.of("0.0007"), Usd.of("0.0009")))
                .toList();
        for (int i = costs.size() - 1; i >= 0; i--) {
            open.get(i).settle(new Usd(costs.get(i)));
            open.get(i).settle(Usd.of("9"));
        }

        double exploring = 0.2 * costs.size();
        double spent = costs.stream().mapToDouble(cost -> cost / 1e9).sum();
        assertThat(pacer.pace().ahead()).isEqualTo(costs.size() - spent + exploring, within(1e-6));
    }

    @Example
    void theDrawOfAnExplorationMovesNoPrice() {
        Pacer champion = new Pacer(TERMS, TERMS.start());
        Pacer explored = new Pacer(TERMS, TERMS.start());
        champion.charge(Usd.of("0.0011"), Usd.of("0.001")).settle(Usd.of("0.001"));
        explored.charge(Usd.of("0.0011"), Usd.of("0.003")).settle(Usd.of("0.003"));

        assertThat(explored.pace()).isEqualTo(champion.pace());
    }

    @Example
    void aCrowdOnItsWayIsCountedBeforeAnyOfItHasPaid() {
        Pacer pacer = new Pacer(TERMS, new Pace(100, 0));
        double before = pacer.gainPerUsd();

        for (int i = 0; i < 200; i++) {
            pacer.charge(Usd.of("0.003"), Usd.of("0.003"));
        }

        assertThat(pacer.pace().ahead()).isEqualTo(-400, within(1e-6));
        assertThat(pacer.gainPerUsd()).isGreaterThan(100 * before);
    }

    @Example
    void manyThreadsLoseNothing() {
        Pacer pacer = new Pacer(TERMS, TERMS.start());
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            IntStream.range(0, 4)
                    .forEach(_ -> threads.execute(() -> {
                        for (int i = 0; i < 1_000; i++) {
                            pacer.charge(Usd.of("0.001"), Usd.of("0.001")).settle(Usd.of("0.00105"));
                        }
                    }));
        }

        assertThat(pacer.pace().ahead()).isEqualTo(-200, within(1e-6));
    }

    /** The same standing under other terms: what is saved holds in requests of the new mean, the price within its range. */
    @Property
    void whatIsGoneOnFromIsKept(
            @ForAll @DoubleRange(min = 5, max = 100_000) double base,
            @ForAll @DoubleRange(min = -5_000, max = 500) double ahead) {
        Pace before = new Pace(base, ahead);

        assertThat(new Pacer(TERMS, before).pace()).isEqualTo(before);
        assertThat(new PaceTerms(Usd.of("1000"), 7).resumed(before).base()).isEqualTo(7);
    }
}
