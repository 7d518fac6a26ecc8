package dev.tutti.serving.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.chat.Usage;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class CancelAtTheSocketTest {
    private static final Duration PROMISED = Duration.ofMillis(250);

    @Test
    void cancellingAWholeAnswerClosesTheUpstreamsSocket() throws Exception {
        try (StubUpstream stub = StubUpstream.playing(Plays.silence())) {
            CatalogueModel model = TestCalls.model("a", stub.baseUrl(), 4);
            try (LiveClients live = new LiveClients(Map.of(), model)) {
                InFlight call = live.start(model, false, ChunkSink.NONE);
                stub.awaitRequest();

                assertClosesAfterCancel(stub, call);
            }
        }
    }

    @Test
    void cancellingAStreamClosesTheUpstreamsSocket() throws Exception {
        try (StubUpstream stub = StubUpstream.playing(Plays.eventsThenSilence(Plays.chunks("some")))) {
            CatalogueModel model = TestCalls.model("a", stub.baseUrl(), 4);
            try (LiveClients live = new LiveClients(Map.of(), model)) {
                CountDownLatch flowing = new CountDownLatch(1);
                InFlight call = live.start(model, true, _ -> flowing.countDown());
                assertThat(flowing.await(10, TimeUnit.SECONDS)).isTrue();

                assertClosesAfterCancel(stub, call);
            }
        }
    }

    @Test
    void aCallGivenUpBeforeItIsConnectedCostsNothing() throws Exception {
        try (StubUpstream deaf = StubUpstream.deaf()) {
            CatalogueModel model = TestCalls.model("a", deaf.baseUrl(), 4);
            try (LiveClients live = new LiveClients(Map.of(), model)) {
                InFlight call = live.start(model, false, ChunkSink.NONE);

                call.cancel();

                assertThat(LiveClients.await(call))
                        .isInstanceOfSatisfying(
                                CallEnding.Ignored.class,
                                ignored -> assertThat(ignored.used()).contains(Usage.NONE));
            }
        }
    }

    @Test
    void aSinkThatThrowsCancelsToo() throws Exception {
        try (StubUpstream stub = StubUpstream.playing(Plays.eventsThenSilence(Plays.chunks("some")))) {
            CatalogueModel model = TestCalls.model("a", stub.baseUrl(), 4);
            try (LiveClients live = new LiveClients(Map.of(), model)) {
                CallEnding ending = live.stream(model, _ -> {
                    throw new IllegalStateException("the client has left");
                });

                assertThat(ending).isInstanceOf(CallEnding.Ignored.class);
                assertThat(stub.awaitClosed(Duration.ofSeconds(2))).isPresent();
            }
        }
    }

    @Test
    void aPassedDeadlineClosesTheUpstreamsSocket() throws Exception {
        try (StubUpstream stub = StubUpstream.playing(Plays.silence())) {
            CatalogueModel model = TestCalls.model("a", stub.baseUrl(), 4);
            try (LiveClients live = new LiveClients(Map.of(), model)) {
                InFlight call = live.client.ask(
                        TestCalls.call(model, live.clock, Duration.ofSeconds(3), false), ChunkSink.NONE);
                stub.awaitRequest();

                CallEnding.Failed failed = (CallEnding.Failed) LiveClients.await(call);
                assertThat(failed.kind()).isEqualTo(CallEnding.Kind.TIMEOUT);
                assertThat(stub.awaitClosed(Duration.ofSeconds(2))).isPresent();
            }
        }
    }

    private static void assertClosesAfterCancel(StubUpstream stub, InFlight call) throws Exception {
        long cancelled = System.nanoTime();
        call.cancel();

        assertThat(LiveClients.await(call)).isInstanceOf(CallEnding.Ignored.class);
        long closed = stub.awaitClosed(Duration.ofSeconds(2)).orElseThrow();
        assertThat(Duration.ofNanos(closed - cancelled)).isLessThan(PROMISED);
    }
}
