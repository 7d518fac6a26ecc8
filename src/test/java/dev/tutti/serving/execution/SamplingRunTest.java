package dev.tutti.serving.execution;

import static dev.tutti.serving.execution.ScriptedClient.says;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.serving.execution.ScriptedClient.Complains;
import dev.tutti.serving.provider.Complaint;
import dev.tutti.words.chat.Ability;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Aggregation;
import dev.tutti.words.plan.Cascade;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.Reliability;
import dev.tutti.words.plan.SelfMoa;
import dev.tutti.words.plan.Single;
import dev.tutti.words.plan.Step;
import dev.tutti.words.plan.StopRule;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Temperature and seed that Tutti chooses are never the caller's fault. */
final class SamplingRunTest {
    private static final Plan THREE =
            new SelfMoa(Stage.models("a").getFirst(), 3, new Aggregation.Vote(Reliability.EQUAL));
    private static final Complains TEMPERATURE =
            new Complains(new Complaint("Only the default (1) is supported.", Optional.of("temperature")));

    private final Stage stage = new Stage();

    @Test
    void aModelThatRefusesTheLogProbabilitiesOfAPlanIsNotAskedForThemAgain() {
        Complaint complaint = new Complaint("logprobs are not supported", Optional.of("logprobs"));
        Plan weighing = new Cascade(
                List.of(new Step.Ask(new ModelId("a")), new Step.Ask(new ModelId("b"))),
                new StopRule.Agreement(2, Optional.of(new StopRule.Alone(false, Optional.of(-0.1)))),
                Reliability.EQUAL,
                List.of(1.0, 1.0));
        stage.able(Ability.LOGPROBS, Ability.FIXED_SAMPLING)
                .on("a", new Complains(complaint), says("42", 1))
                .on("b", says("42", 1), says("42", 1));

        Ending first = stage.run(weighing);
        stage.run(weighing, 2);

        assertThat(first).isInstanceOf(Ending.Degraded.class);
        assertThat(stage.client.calls)
                .extracting(call -> call.body().has("logprobs"))
                .containsExactly(true, true, false, true);
    }

    @Test
    void aModelThatRefusesOurTemperatureIsFollowedByTheFallback() {
        Ending ending = stage.fallingBackTo("backup")
                .on("a", TEMPERATURE, TEMPERATURE, TEMPERATURE)
                .on("backup", says("42", 100))
                .run(THREE);

        assertThat(ending)
                .isInstanceOfSatisfying(
                        Ending.Degraded.class,
                        degraded -> assertThat(degraded.answer().text()).isEqualTo("42"));
    }

    @Test
    void withoutAFallbackTheCallerIsNotToldOfAFieldItNeverSent() {
        Ending ending = stage.on("a", TEMPERATURE, TEMPERATURE, TEMPERATURE).run(THREE);

        assertThat(ending).isInstanceOfSatisfying(Ending.Failed.class, failed -> {
            assertThat(failed.kind()).isEqualTo(FailureKind.UPSTREAM);
            assertThat(failed.param()).isEmpty();
        });
    }

    @Test
    void whatAModelHasRefusedOnceItDoesNotGetAgain() {
        stage.on("a", TEMPERATURE, TEMPERATURE, TEMPERATURE).run(THREE);

        stage.on("a", says("42", 1), says("42", 1), says("42", 1)).run(THREE, 3);

        assertThat(stage.client.calls.subList(3, 6))
                .allMatch(call -> !call.body().has("temperature") && call.body().has("seed"));
    }

    @Test
    void aModelOfFixedSamplingGetsNeither() {
        stage.able(Ability.FIXED_SAMPLING)
                .on("a", says("42", 1), says("42", 1), says("42", 1))
                .run(THREE);

        assertThat(stage.client.calls)
                .allMatch(
                        call -> !call.body().has("temperature") && !call.body().has("seed"));
    }

    @Test
    void theCallersOwnTemperatureStaysAndIsItsOwnFault() {
        stage.body.put("temperature", 1.3);

        Ending ending = stage.able(Ability.FIXED_SAMPLING)
                .on("a", TEMPERATURE)
                .run(new Single(Stage.models("a").getFirst()));

        assertThat(stage.client.calls.getFirst().body().path("temperature").asDouble())
                .isEqualTo(1.3);
        assertThat(ending).isInstanceOfSatisfying(Ending.Failed.class, failed -> {
            assertThat(failed.kind()).isEqualTo(FailureKind.INVALID);
            assertThat(failed.param()).contains("temperature");
        });
    }
}
