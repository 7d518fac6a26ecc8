package dev.tutti.serving.execution;

import static dev.tutti.serving.execution.ScriptedClient.says;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.Single;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CancelSignalTest {
    private final CancelSignal signal = new CancelSignal();
    private final List<String> heard = new ArrayList<>();

    @Test
    void everyListenerHearsTheWordOnceInTheOrderInWhichTheyCame() {
        signal.onCancel(() -> heard.add("first"));
        signal.onCancel(() -> heard.add("second"));

        signal.cancel();
        signal.cancel();

        assertThat(heard).containsExactly("first", "second");
        assertThat(signal.listeners()).isZero();
    }

    @Test
    void whoComesAfterTheWordHearsItAtOnceAndIsNotKept() {
        signal.cancel();

        signal.onCancel(() -> heard.add("late"));

        assertThat(heard).containsExactly("late");
        assertThat(signal.listeners()).isZero();
    }

    @Test
    void whoIsDoneWithListeningIsForgottenAloneEvenWhenItListenedTwice() {
        Runnable same = () -> heard.add("same");
        signal.onCancel(same);

        signal.onCancel(same).close();

        assertThat(signal.listeners()).isEqualTo(1);
        signal.cancel();
        assertThat(heard).containsExactly("same");
    }

    @Test
    void aSignalOfAThousandRunsKeepsNoneOfThemAndStillCancelsTheNext() {
        Plan plan = new Single(Stage.models("a").getFirst());
        Stage stage = new Stage();
        for (int i = 0; i < 1_000; i++) {
            stage.on("a", says("42", 300)).run(plan);
            stage.client.calls.clear();
        }

        assertThat(stage.cancel.listeners()).isZero();
        stage.time.in(Duration.ofMillis(200), stage.cancel::cancel);
        assertThat(stage.on("a", says("42", 60_000)).run(plan)).isInstanceOf(Ending.Cancelled.class);
        assertThat(stage.client.cancelled).isEqualTo(1);
    }
}
