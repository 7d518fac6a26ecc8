package dev.tutti.serving.execution;

import static dev.tutti.serving.execution.ScriptedClient.says;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.serving.execution.ScriptedClient.Complains;
import dev.tutti.serving.provider.Complaint;
import dev.tutti.words.chat.Ability;
import dev.tutti.words.plan.Aggregation;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.Reliability;
import dev.tutti.words.plan.SelfMoa;
import dev.tutti.words.plan.Single;
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
