package dev.tutti.serving.execution;

import static dev.tutti.serving.execution.ScriptedClient.says;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.Single;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A request whose prompt is dearer than its cap calls nobody, in whatever field of the body the prompt stands; with the
 * money it is answered.
 */
final class WholePromptsArePaidForTest {
    private static final Plan A = new Single(Stage.models("a").getFirst());

    /** 480 KB of words, about 100,000 tokens or 0.1 USD. */
    private static final String LONG = "some words ".repeat(43_600);

    record Case(String where, Consumer<ObjectNode> put) {
        @Override
        public String toString() {
            return where;
        }
    }

    static Case[] cases() {
        return new Case[] {
            new Case(
                    "tool_calls",
                    body -> said(body)
                            .putArray("tool_calls")
                            .addObject()
                            .putObject("function")
                            .put("arguments", LONG)),
            new Case(
                    "function_call",
                    body -> said(body).putObject("function_call").put("arguments", LONG)),
            new Case("name", body -> said(body).put("name", LONG)),
            new Case("content after blanks", body -> said(body).put("content", " ".repeat(66_000) + LONG)),
            new Case("functions", body -> body.putArray("functions").addObject().put("description", LONG)),
            new Case("tools", body -> body.putArray("tools").addObject().put("description", LONG)),
            new Case(
                    "response_format", body -> body.putObject("response_format").put("type", LONG)),
        };
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aPromptDearerThanTheCapCallsNobody(Case one) {
        Stage stage = new Stage().context("a", 1_000_000).capped("0.02").on("a", says("42", 300));
        one.put().accept(stage.body);

        Ending ending = stage.run(A);

        assertThat(ending)
                .isInstanceOfSatisfying(
                        Ending.Failed.class, failed -> assertThat(failed.kind()).isEqualTo(FailureKind.BUDGET));
        assertThat(stage.client.calls).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void withTheMoneyItIsAnswered(Case one) {
        Stage stage = new Stage().context("a", 1_000_000).capped("1").on("a", says("42", 300));
        one.put().accept(stage.body);

        assertThat(stage.run(A)).isInstanceOf(Ending.Answered.class);
    }

    private static ObjectNode said(ObjectNode body) {
        return body.withArray("messages").addObject().put("role", "assistant").putNull("content");
    }
}
