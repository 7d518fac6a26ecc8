package dev.tutti.serving.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tutti.words.catalogue.CatalogueModel;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class DeadlineClientTest {
    private final CatalogueModel model = TestCalls.model("a", URI.create("http://127.0.0.1:1/v1"), 4);
    private final VirtualTime time = new VirtualTime();
    private final ScriptedCalls inner = new ScriptedCalls();
    private final DeadlineClient client = new DeadlineClient(inner, time, time);

    private InFlight ask(Duration deadline) {
        return client.ask(TestCalls.call(model, time, deadline, false), ChunkSink.NONE);
    }

    @Test
    void atTheDeadlineTheCallInsideIsCancelledAndTheEndingIsATimeOut() {
        InFlight call = ask(Duration.ofSeconds(3));
        inner.last().sink().accept(JsonNodeFactory.instance.objectNode());

        time.pass(Duration.ofMillis(2999));
        assertThat(call.ending()).isNotDone();
        time.pass(Duration.ofMillis(1));

        assertThat(inner.last().ending()).isCompleted();
        CallEnding.Failed failed = (CallEnding.Failed) call.ending().join();
        assertThat(failed.kind()).isEqualTo(CallEnding.Kind.TIMEOUT);
        assertThat(failed.started()).isTrue();
    }

    @Test
    void theModelsOwnTimeOutHoldsWhenItIsEarlier() {
        InFlight call = ask(Duration.ofHours(1));

        time.pass(model.endpoint().callTimeout());

        assertThat(((CallEnding.Failed) call.ending().join()).kind()).isEqualTo(CallEnding.Kind.TIMEOUT);
    }

    @Test
    void aPassedDeadlineSendsNothing() {
        CallEnding ending = ask(Duration.ZERO).ending().join();

        assertThat(((CallEnding.Failed) ending).kind()).isEqualTo(CallEnding.Kind.TIMEOUT);
        assertThat(ending.attempts()).isZero();
        assertThat(inner.calls()).isEmpty();
    }

    @Test
    void whoCancelsIsIgnoredAndNoTimerStays() {
        InFlight call = ask(Duration.ofSeconds(3));

        call.cancel();

        assertThat(call.ending().join()).isInstanceOf(CallEnding.Ignored.class);
        assertThat(time.timers()).isZero();
    }
}
