package dev.tutti.serving.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.StreamDraft;
import java.math.BigDecimal;
import java.time.Duration;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/**
 * Promises 2 and 3, of a whole run with hedges, cancelled losers and callers who leave. Whatever upstreams do,
 * {@link Stage#run} asserts it: in time (to the nanosecond of virtual time), under the cap, nothing reserved or running.
 */
final class BudgetAndDeadlineOfARunAreKeptPropertyTest {
    @Property(tries = 400)
    void aRunKeepsItsBudgetAndItsDeadlineAndLeavesNothingBehind(
            @ForAll("plans") Plan plan,
            @ForAll long script,
            @ForAll @IntRange(min = 20, max = 6_000) int microDollars,
            @ForAll @IntRange(min = 1, max = 20_000) int millis,
            @ForAll boolean streamed,
            @ForAll StreamDraft draft,
            @ForAll @IntRange(min = 0, max = 40_000) int cancelledAfter) {
        Stage stage = AnyRun.stage(script)
                .capped(BigDecimal.valueOf(microDollars, 6).toPlainString())
                .within(millis)
                .lateAfter("a", 700, 0.5)
                .lateAfter("b", 2_500, 1);
        if (cancelledAfter < 20_000) {
            stage.time.in(Duration.ofMillis(cancelledAfter), stage.cancel::cancel);
        }

        Ending ending = (streamed ? stage.drafting(draft) : stage).run(plan);

        assertThat(ending instanceof Ending.Cancelled).isEqualTo(stage.cancel.cancelled());
        assertThat(stage.overspent.picos()).isZero();
    }

    @Provide
    Arbitrary<Plan> plans() {
        return AnyRun.plans();
    }
}
