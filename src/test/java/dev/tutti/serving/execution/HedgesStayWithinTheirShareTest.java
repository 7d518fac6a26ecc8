package dev.tutti.serving.execution;

import static dev.tutti.serving.execution.ScriptedClient.fails;
import static dev.tutti.serving.execution.ScriptedClient.says;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.memory.outcome.CallRole;
import dev.tutti.words.plan.Aggregation;
import dev.tutti.words.plan.MixedMoa;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.Reliability;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Promise 4, its second half: hedges &lt;= 5 % of proposers' calls, in virtual time. */
final class HedgesStayWithinTheirShareTest {
    private static final Plan THREE =
            new MixedMoa(Stage.models("a", "b", "c"), 2, new Aggregation.Vote(Reliability.EQUAL));
    private static final int RUNS = 200;

    private final Stage stage = new Stage()
            .fallingBackTo("backup")
            .lateAfter("a", 700, 0.05)
            .lateAfter("b", 700, 0.05)
            .lateAfter("c", 700, 0.05);

    private int proposers;
    private int hedges;

    private void run() {
        stage.client.calls.clear();
        Ending ending = stage.run(THREE);
        for (var call : ending.calls()) {
            proposers += call.role() == CallRole.PROPOSER ? 1 : 0;
            hedges += call.role() == CallRole.HEDGE ? 1 : 0;
        }
        assertThat((double) hedges).isLessThanOrEqualTo(0.05 * proposers);
    }

    @Test
    void whenEveryModelIsLateOneProposalInTwentyIsHedged() {
        for (int i = 0; i < RUNS; i++) {
            for (String model : List.of("a", "b", "c")) {
                // One more than is asked for, in case that it is hedged.
                stage.on(model, says("42", 3_000));
            }
            stage.on("a", says("42", 3_000)).on("b", says("42", 3_000)).on("c", says("42", 3_000));
            run();
        }

        assertThat(hedges).isEqualTo(RUNS * 3 / 20);
    }

    @Test
    void aStormOfLate503sIsHedgedNoMoreThanThat() {
        for (int i = 0; i < RUNS; i++) {
            for (String model : List.of("a", "b", "c")) {
                stage.on(model, fails(900), fails(900));
            }
            stage.on("backup", fails(1));
            run();
        }

        assertThat(hedges).isPositive();
    }

    @Test
    void aQuietProcessSavesUpTenAndNoMore() {
        HedgeBudget budget = new HedgeBudget(0.05);
        for (int i = 0; i < 10_000; i++) {
            budget.called();
        }

        int taken = 0;
        while (budget.tryTake()) {
            taken++;
        }

        assertThat(taken).isEqualTo(10);
    }
}
