package dev.tutti.serving.execution;

import static dev.tutti.serving.execution.ScriptedClient.says;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.serving.provider.Question;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.Aggregation;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.SelfMoa;
import dev.tutti.words.plan.Single;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs of conversations whose prompts a provider keeps for the next turn and charges for that. */
final class KeptPromptRunTest {
    private static final Plan A = new Single(new ModelId("a"));

    /** 50 tokens of a prompt at 1.25 USD a million, 20 of an answer at 2. */
    @Test
    void theProviderIsAskedToKeepThePromptAndItsPriceForThatIsPaid() {
        Stage stage = new Stage().keeping("a", "1.25").on("a", says("42", 300));

        assertThat(stage.run(A).cost()).isEqualTo(Usd.of("0.0001025"));
        assertThat(asked(stage)).containsExactly(true);
    }

    /** 75 tokens with the safety and 20 of a mean answer: 115 millionths of a dollar, and 19 more where all is written. */
    @Test
    void whatHasTheMoneyForInputAloneIsNotBegun() {
        Stage plain = new Stage().capped("0.00012").on("a", says("42", 300));
        Stage keeping = new Stage().keeping("a", "1.25").capped("0.00012").on("a", says("42", 300));

        assertThat(plain.run(A)).isInstanceOf(Ending.Degraded.class);
        assertThat(keeping.run(A))
                .isInstanceOfSatisfying(
                        Ending.Failed.class, failed -> assertThat(failed.kind()).isEqualTo(FailureKind.BUDGET));
        assertThat(keeping.client.calls).isEmpty();
    }

    @Test
    void aPromptThatNoTurnWillBeginWithIsNotKept() {
        Stage stage =
                new Stage().keeping("a", "1.25").on("a", says("42", 300), says("42", 300), says("It is 42.", 300));

        Ending ending = stage.run(new SelfMoa(new ModelId("a"), 2, new Aggregation.Synthesise(new ModelId("a"))));

        assertThat(asked(stage)).containsExactly(true, true, false);
        assertThat(ending.calls())
                .extracting(call -> call.cost())
                .containsExactly(Usd.of("0.0001025"), Usd.of("0.0001025"), Usd.of("0.00009"));
    }

    private static List<Boolean> asked(Stage stage) {
        return stage.client.calls.stream()
                .map(call -> call.question() instanceof Question.Conversation said && said.cached())
                .toList();
    }
}
