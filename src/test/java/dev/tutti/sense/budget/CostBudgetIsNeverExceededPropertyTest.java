package dev.tutti.sense.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.words.chat.Usd;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.Transformer;

/**
 * Promise 2, of one request's ledger: calls, retries that cost more than reserved, hedges, cancelled losers, in any order
 * and from several threads. Only what a provider charges beyond what it was allowed breaks the cap, and is told apart.
 */
final class CostBudgetIsNeverExceededPropertyTest {
    private static final long CAP = 1_000;

    /** The ledger beside what it should say, reckoned in the slow obvious way. */
    static final class Book {
        private final Ledger ledger = new Ledger(new Usd(CAP));
        private final List<Ledger.Reservation> open = new ArrayList<>();
        private long spent;
        private long overspent;

        long reserved() {
            return open.stream().mapToLong(r -> r.amount().picos()).sum();
        }

        void reserve(long picos) {
            boolean fits = spent + reserved() + picos <= CAP;
            assertThat(ledger.reserve(new Usd(picos)).map(open::add).isPresent())
                    .isEqualTo(fits);
        }

        void settle(int which, long picos) {
            if (!open.isEmpty()) {
                Ledger.Reservation reservation = open.remove(which % open.size());
                reservation.settle(new Usd(picos));
                reservation.settleUnknown();
                spent += picos;
                overspent += Math.max(0, picos - reservation.amount().picos());
            }
        }

        /** The same call once more, beside one that is late; when it fits, one of the two wins and the other is cancelled. */
        void hedge(int which, long picos, boolean hedgeWins) {
            if (open.isEmpty()) {
                return;
            }
            Ledger.Reservation late = open.get(which % open.size());
            long worst = late.amount().picos();
            boolean fits = spent + reserved() + worst <= CAP;
            Optional<Ledger.Reservation> hedge = ledger.reserve(late.amount());
            assertThat(hedge.isPresent()).isEqualTo(fits);
            hedge.ifPresent(second -> {
                open.remove(late);
                long used = Math.min(worst, picos);
                (hedgeWins ? second : late).settle(new Usd(used));
                // What the loser has used nobody knows.
                (hedgeWins ? late : second).settleUnknown();
                spent += used + worst;
            });
        }

        void release(int which) {
            if (!open.isEmpty()) {
                open.remove(which % open.size()).release();
            }
        }

        void check() {
            assertThat(ledger.spent()).isEqualTo(new Usd(spent));
            assertThat(ledger.reserved()).isEqualTo(new Usd(reserved()));
            assertThat(ledger.overspent()).isEqualTo(new Usd(overspent));
            assertThat(ledger.left()).isEqualTo(new Usd(Math.max(0, CAP - spent - reserved())));
            assertThat(spent + reserved() - overspent).isLessThanOrEqualTo(CAP);
        }
    }

    @Property(tries = 300)
    void whateverIsReservedSettledOrReleasedOnlyAProviderCanBreakTheCap(@ForAll("chains") ActionChain<Book> chain) {
        Book end = chain.run();
        while (!end.open.isEmpty()) {
            end.release(0);
        }
        end.check();
        assertThat(end.ledger.reserved()).isEqualTo(Usd.ZERO);
    }

    @Provide
    Arbitrary<ActionChain<Book>> chains() {
        Arbitrary<Integer> which = Arbitraries.integers().between(0, 50);
        Arbitrary<Long> amount = Arbitraries.longs().between(0, 600);
        return ActionChain.startWith(Book::new)
                .withAction(act("reserve", amount.map(picos -> book -> book.reserve(picos))))
                .withAction(act("settle", which.flatMap(i -> amount.map(picos -> book -> book.settle(i, picos)))))
                .withAction(act(
                        "hedge", which.flatMap(i -> amount.map(picos -> book -> book.hedge(i, picos, picos % 2 == 0)))))
                .withAction(act("release", which.map(i -> book -> book.release(i))))
                .withMaxTransformations(40);
    }

    private static Action.Independent<Book> act(String name, Arbitrary<Consumer<Book>> step) {
        return () -> step.map(s -> Transformer.mutate(name, book -> {
            s.accept(book);
            book.check();
        }));
    }

    @Property(tries = 20)
    void fourThreadsNeverBreakTheCapAndLeaveNothingReserved(@ForAll @LongRange(min = 0, max = 1_000_000) long seed)
            throws Exception {
        Ledger ledger = new Ledger(new Usd(CAP));
        List<Future<Boolean>> kept = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int t = 0; t < 4; t++) {
                SplittableRandom chance = new SplittableRandom(seed + t);
                kept.add(threads.submit(() -> spendAtRandom(ledger, chance)));
            }
            for (Future<Boolean> one : kept) {
                assertThat(one.get()).isTrue();
            }
        }

        assertThat(ledger.reserved()).isEqualTo(Usd.ZERO);
        assertThat(ledger.spent()).isLessThanOrEqualTo(ledger.cap());
        assertThat(ledger.overspent()).isEqualTo(Usd.ZERO);
    }

    private static boolean spendAtRandom(Ledger ledger, SplittableRandom chance) {
        boolean kept = true;
        for (int i = 0; i < 200; i++) {
            long worst = chance.nextLong(50);
            ledger.reserve(new Usd(worst)).ifPresent(r -> {
                if (chance.nextBoolean()) {
                    r.release();
                } else {
                    r.settle(new Usd(chance.nextLong(worst + 1)));
                }
            });
            kept &= ledger.spent().compareTo(ledger.cap()) <= 0;
        }
        return kept;
    }

    @Example
    void aWorstCaseNearTheEndOfTheRangeIsRefusedNotOverflowed() {
        Ledger ledger = new Ledger(new Usd(Long.MAX_VALUE));
        assertThat(ledger.reserve(new Usd(Long.MAX_VALUE - 1))).isPresent();

        assertThat(ledger.reserve(new Usd(Long.MAX_VALUE))).isEmpty();
    }

    @Example
    void anOverspentLedgerGrantsNotEvenNothing() {
        Ledger ledger = new Ledger(new Usd(10));
        ledger.reserve(new Usd(10)).orElseThrow().settle(new Usd(11));

        assertThat(ledger.reserve(Usd.ZERO)).isEmpty();
        assertThat(ledger.left()).isEqualTo(Usd.ZERO);
    }

    @Example
    void aNegativeCostIsRefused() {
        Ledger.Reservation reservation =
                new Ledger(new Usd(10)).reserve(new Usd(5)).orElseThrow();

        assertThatThrownBy(() -> reservation.settle(new Usd(-1))).hasMessageContaining("0 or more");
    }
}
