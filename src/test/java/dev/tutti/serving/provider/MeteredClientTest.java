package dev.tutti.serving.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.words.catalogue.CatalogueModel;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class MeteredClientTest {
    private static final Duration LONG = Duration.ofSeconds(9);

    private final CatalogueModel model = TestCalls.model("a", URI.create("http://127.0.0.1:1/v1"), 2);
    private final VirtualTime time = new VirtualTime();
    private final ScriptedCalls inner = new ScriptedCalls();
    private final LatencyWindow latencies = new LatencyWindow(5);
    private final MeteredClient client =
            new MeteredClient(inner, new ProviderMetrics(new SimpleMeterRegistry()), latencies);

    private Duration knownAfter(CallEnding ending) {
        client.ask(TestCalls.call(model, time, Duration.ofSeconds(10), false), ChunkSink.NONE);
        inner.last().ends(ending);
        return latencies.atLeast(model.id());
    }

    @Test
    void aCallThatIsGivenUpTellsHowLongItsModelTakesAtLeast() {
        assertThat(knownAfter(new CallEnding.Ignored(Optional.empty(), LONG, 1)))
                .isEqualTo(LONG);
        assertThat(knownAfter(failed(CallEnding.Kind.TIMEOUT, LONG.plusSeconds(1))))
                .isEqualTo(LONG.plusSeconds(1));
    }

    @Test
    void oneThatWasNeverSentOrThatFailedTellsNothing() {
        assertThat(knownAfter(new CallEnding.Ignored(Optional.empty(), LONG, 0)))
                .isZero();
        assertThat(knownAfter(failed(CallEnding.Kind.BROKEN, LONG))).isZero();
        assertThat(knownAfter(failed(CallEnding.Kind.NOT_SENT, LONG))).isZero();
    }

    private static CallEnding failed(CallEnding.Kind kind, Duration latency) {
        return new CallEnding.Failed(kind, "it broke", Optional.empty(), false, latency, 1);
    }
}
