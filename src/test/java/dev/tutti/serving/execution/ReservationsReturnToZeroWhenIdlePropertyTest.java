package dev.tutti.serving.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.sense.budget.Ledger;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Promise 8, of what is reserved: whatever upstreams and clients do, the gauge of an idle process stands at 0. */
final class ReservationsReturnToZeroWhenIdlePropertyTest {
    @Property(tries = 100)
    void afterAnyRunsOneAfterTheOtherNothingIsReserved(
            @ForAll("plans") Plan first, @ForAll("plans") Plan second, @ForAll long script, @ForAll boolean leaves) {
        Stage stage = AnyRun.stage(script).lateAfter("a", 700, 0.5);
        List<Usd> during = new ArrayList<>();
        stage.time.in(Duration.ofNanos(1), () -> during.add(stage.ledgers.reserved()));

        stage.run(first);
        stage.client.calls.clear();
        if (leaves) {
            stage.time.in(Duration.ofMillis(300), stage.cancel::cancel);
        }
        stage.run(second);

        assertThat(during).isNotEmpty().allMatch(reserved -> reserved.compareTo(Usd.ZERO) > 0);
        assertThat(stage.ledgers.reserved()).isEqualTo(Usd.ZERO);
    }

    @Provide
    Arbitrary<Plan> plans() {
        return AnyRun.plans();
    }

    @Example
    void whatARunForgetsStaysInSight() {
        OpenLedgers ledgers = new OpenLedgers();
        Ledger ledger = new Ledger(new Usd(100));
        ledgers.opened(ledger);
        assertThat(ledger.reserve(new Usd(7))).isPresent();

        ledgers.closed(ledger);

        assertThat(ledgers.reserved()).isEqualTo(new Usd(7));
    }

    @Property(tries = 10)
    void fourThreadsOfRunsLeaveNothing(@ForAll long seed) throws Exception {
        OpenLedgers ledgers = new OpenLedgers();
        List<Future<Boolean>> ends = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int t = 0; t < 4; t++) {
                SplittableRandom chance = new SplittableRandom(seed + t);
                ends.add(threads.submit(() -> runs(ledgers, chance)));
            }
        }

        for (Future<Boolean> end : ends) {
            assertThat(end.get()).as("money was reserved meanwhile").isTrue();
        }
        assertThat(ledgers.reserved()).isEqualTo(Usd.ZERO);
    }

    /** Runs of any plans, of which a third is left by its client; whether anything was reserved on the way. */
    private static boolean runs(OpenLedgers ledgers, SplittableRandom chance) {
        boolean reserved = false;
        for (int i = 0; i < 20; i++) {
            Plan plan = AnyRun.PLANS.get(chance.nextInt(AnyRun.PLANS.size()));
            Stage stage = AnyRun.stage(chance.nextLong()).sharing(ledgers).lateAfter("a", 700, 0.5);
            List<Usd> during = new ArrayList<>();
            stage.time.in(Duration.ofNanos(1), () -> during.add(ledgers.reserved()));
            if (chance.nextInt(3) == 0) {
                stage.time.in(Duration.ofMillis(chance.nextInt(3_000)), stage.cancel::cancel);
            }
            stage.run(plan);
            reserved |= during.stream().anyMatch(held -> held.compareTo(Usd.ZERO) > 0);
        }
        return reserved;
    }
}
