package dev.tutti.sense.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.words.chat.Usd;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
 * Promise 2, of one key's account: requests that hold, settle and break off in any order and from several threads, over
 * midnights and ends of months, clocks that are set back, and restarts. The ledger of one request is
 * {@link CostBudgetIsNeverExceededPropertyTest}.
 */
final class KeyBudgetIsNeverExceededPropertyTest {
    private static final long DAILY = 1_000;
    private static final long MONTHLY = 2_500;
    private static final Instant NEAR_THE_END_OF_A_MONTH = Instant.parse("2026-11-29T22:00:00Z");
    private static final List<Limit> LIMITS =
            List.of(new Limit(Period.DAY, new Usd(DAILY)), new Limit(Period.MONTH, new Usd(MONTHLY)));

    /** The account beside what it should say, reckoned in the slow obvious way. */
    static final class Book {
        private record Open(Account.Hold hold, LocalDate day) {}

        private final Map<LocalDate, Long> spent = new HashMap<>();
        private final List<Open> open = new ArrayList<>();
        private Account account = new Account(LIMITS, this::logged);
        private Instant now = NEAR_THE_END_OF_A_MONTH;

        private Usd logged(LocalDate first, LocalDate end) {
            return new Usd(spent.entrySet().stream()
                    .filter(day -> !day.getKey().isBefore(first) && day.getKey().isBefore(end))
                    .mapToLong(Map.Entry::getValue)
                    .sum());
        }

        private long used(LocalDate day, boolean month) {
            return spent.entrySet().stream()
                            .filter(other -> same(day, other.getKey(), month))
                            .mapToLong(Map.Entry::getValue)
                            .sum()
                    + open.stream()
                            .filter(other -> same(day, other.day(), month))
                            .mapToLong(other -> other.hold().amount().picos())
                            .sum();
        }

        private static boolean same(LocalDate one, LocalDate other, boolean month) {
            return month ? YearMonth.from(one).equals(YearMonth.from(other)) : one.equals(other);
        }

        private long left(LocalDate day) {
            return Math.min(DAILY - used(day, false), MONTHLY - used(day, true));
        }

        /** A request that came in so many seconds ago. */
        void hold(long least, long more, int ago) {
            Instant came = now.minusSeconds(ago);
            LocalDate day = Period.day(came);
            long left = left(day);
            Optional<Account.Hold> held = account.hold(new Usd(least), new Usd(least + more), came);
            assertThat(held.isPresent()).isEqualTo(least <= left);
            held.ifPresent(hold -> {
                assertThat(hold.amount())
                        .isBetween(new Usd(least), new Usd(Math.max(least, Math.min(left, least + more))));
                open.add(new Open(hold, day));
            });
        }

        /** The run may have spent up to all of it. */
        void settle(int which, int percent) {
            if (!open.isEmpty()) {
                Open ended = open.remove(which % open.size());
                long cost = ended.hold().amount().picos() * percent / 100;
                ended.hold().settle(new Usd(cost));
                ended.hold().settle(ended.hold().amount());
                spent.merge(ended.day(), cost, Long::sum);
            }
        }

        void pass(int hours) {
            now = now.plus(Duration.ofHours(hours));
        }

        /** Running requests end first, as they do where a program is stopped in order. */
        void restart() {
            while (!open.isEmpty()) {
                settle(0, 100);
            }
            account = new Account(LIMITS, this::logged);
        }

        void check() {
            LocalDate today = Period.day(now);
            Standing scarcest = account.scarcest(now).orElseThrow();
            assertThat(scarcest.left()).isEqualTo(new Usd(left(today)));
            assertThat(scarcest.spent().plus(scarcest.reserved()).plus(scarcest.left()))
                    .isEqualTo(scarcest.limit().most());
            for (LocalDate day : spent.keySet()) {
                assertThat(used(day, false)).isLessThanOrEqualTo(DAILY);
                assertThat(used(day, true)).isLessThanOrEqualTo(MONTHLY);
            }
        }
    }

    @Property(tries = 300)
    void whateverHoldsSettlesOrIsStartedAgainNoDayAndNoMonthCostsMore(@ForAll("chains") ActionChain<Book> chain) {
        Book end = chain.run();
        while (!end.open.isEmpty()) {
            end.settle(0, 0);
        }
        end.check();
        assertThat(end.account.scarcest(end.now).orElseThrow().reserved()).isEqualTo(Usd.ZERO);
    }

    @Provide
    Arbitrary<ActionChain<Book>> chains() {
        Arbitrary<Integer> which = Arbitraries.integers().between(0, 50);
        Arbitrary<Integer> percent = Arbitraries.integers().between(0, 100);
        Arbitrary<Long> amount = Arbitraries.longs().between(0, 500);
        Arbitrary<Integer> seconds = Arbitraries.integers().between(0, 20_000);
        return ActionChain.startWith(Book::new)
                .withAction(act(
                        "hold",
                        amount.flatMap(least ->
                                amount.flatMap(more -> seconds.map(ago -> book -> book.hold(least, more, ago))))))
                .withAction(act("settle", which.flatMap(i -> percent.map(p -> book -> book.settle(i, p)))))
                .withAction(act("pass", which.map(hours -> book -> book.pass(hours % 9))))
                .withAction(act("set back", which.map(hours -> book -> book.pass(-(hours % 3)))))
                .withAction(act("restart", which.map(_ -> Book::restart)))
                .withMaxTransformations(60);
    }

    private static Action.Independent<Book> act(String name, Arbitrary<Consumer<Book>> step) {
        return () -> step.map(s -> Transformer.mutate(name, book -> {
            s.accept(book);
            book.check();
        }));
    }

    @Property(tries = 20)
    void twoHundredAtOnceNeverBreakItAndLeaveNothingHeld(@ForAll @LongRange(min = 0, max = 1_000_000) long seed)
            throws Exception {
        Account account = new Account(LIMITS, (_, _) -> new Usd(DAILY / 2));
        List<Future<Long>> costs = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int t = 0; t < 200; t++) {
                SplittableRandom chance = new SplittableRandom(seed + t);
                costs.add(threads.submit(() -> spendAtRandom(account, chance)));
            }
        }
        long spent = DAILY / 2;
        for (Future<Long> cost : costs) {
            spent += cost.get();
        }

        Standing end = account.scarcest(NEAR_THE_END_OF_A_MONTH).orElseThrow();
        assertThat(end.spent()).isEqualTo(new Usd(spent)).isLessThanOrEqualTo(new Usd(DAILY));
        assertThat(end.reserved()).isEqualTo(Usd.ZERO);
    }

    private static long spendAtRandom(Account account, SplittableRandom chance) {
        long spent = 0;
        for (int i = 0; i < 20; i++) {
            Optional<Account.Hold> hold = account.hold(
                    new Usd(chance.nextLong(20)), new Usd(chance.nextLong(20, 60)), NEAR_THE_END_OF_A_MONTH);
            if (hold.isPresent()) {
                long cost = chance.nextLong(hold.get().amount().picos() + 1);
                hold.get().settle(new Usd(cost));
                spent += cost;
            }
        }
        return spent;
    }

    @Example
    void aBudgetBeginsAnewWithItsDayAndWithItsMonth() {
        Book book = new Book();
        book.hold(1_000, 0, 0);
        assertThat(standing(book)).isEqualTo("daily 0 until 2026-11-30T00:00:00Z");

        book.pass(2);
        book.hold(1_000, 0, 0);
        book.pass(1);
        assertThat(standing(book)).isEqualTo("daily 0 until 2026-12-01T00:00:00Z");

        book.pass(23);
        book.check();
        assertThat(standing(book)).isEqualTo("daily 1000 until 2026-12-02T00:00:00Z");
    }

    @Example
    void theMonthHoldsWhereTheDayWouldNot() {
        Book book = new Book();
        book.now = Instant.parse("2026-11-10T12:00:00Z");
        for (int day = 0; day < 3; day++) {
            book.hold(900, 0, 0);
            book.pass(24);
        }

        assertThat(standing(book)).isEqualTo("monthly 700 until 2026-12-01T00:00:00Z");
    }

    @Example
    void aRunOverMidnightSettlesAgainstTheDayOnWhichItHeld() {
        Book book = new Book();
        book.hold(1_000, 0, 0);
        book.pass(3);
        book.settle(0, 100);

        assertThat(book.account.scarcest(book.now).orElseThrow().left()).isEqualTo(new Usd(DAILY));
        assertThat(book.account.scarcest(NEAR_THE_END_OF_A_MONTH).orElseThrow().left())
                .isEqualTo(Usd.ZERO);
    }

    @Example
    void aRequestHoldsWhatItNeedsAndASmallPartOfTheRestAtMost() {
        Account account = new Account(List.of(new Limit(Period.DAY, new Usd(6_400))), (_, _) -> Usd.ZERO);

        assertThat(account.hold(new Usd(3), new Usd(5_000), Instant.EPOCH)
                        .orElseThrow()
                        .amount())
                .isEqualTo(new Usd(103));
        assertThat(account.hold(new Usd(3), new Usd(50), Instant.EPOCH)
                        .orElseThrow()
                        .amount())
                .isEqualTo(new Usd(50));
        assertThat(account.hold(new Usd(300), new Usd(5_000), Instant.EPOCH)
                        .orElseThrow()
                        .amount())
                .isEqualTo(new Usd(397));
    }

    @Example
    void withoutLimitsEverythingIsPaidForInFull() {
        Account account = Account.unlimited();

        assertThat(account.hold(new Usd(3), new Usd(5_000), Instant.EPOCH)
                        .orElseThrow()
                        .amount())
                .isEqualTo(new Usd(5_000));
        assertThat(account.scarcest(Instant.EPOCH)).isEmpty();
    }

    private static String standing(Book book) {
        Standing standing = book.account.scarcest(book.now).orElseThrow();
        return standing.limit().period().adjective() + " " + standing.left().picos() + " until " + standing.renewed();
    }
}
