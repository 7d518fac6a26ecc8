package dev.tutti.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.tutti.serving.provider.Play;
import dev.tutti.serving.provider.PlayScript;
import dev.tutti.serving.provider.StubUpstream;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Promise 8, of all that a request takes: rounds of requests that end in every way, with an answer, with a fault and by
 * their clients leaving, over real sockets on both sides. After the fifth round no more is held than after the second,
 * when what is loaded once and kept has been loaded. Calls, timers, listeners, places in bulkheads and ledgers are objects,
 * so none of them may have become more: those of one request in a hundred would show.
 */
@QuarkusTest
@TestProfile(FaultProfile.class)
@WithTestResource(FaultStub.class)
class HeapDescriptorsAndPoolsReturnToStartTest {
    private static final int ROUNDS = 5;
    private static final int REPEATED = 10;

    /** Idle connections that are kept, of either side; one lost by one request in fifty would be more. */
    private static final long FEW_DESCRIPTORS = 16;

    /** Of a class that is ours, by three rounds. */
    private static final long FEW_OBJECTS = 10;

    /** The promise, of each request. */
    private static final long RETAINED_BYTES = 50;

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final List<String> ENDINGS =
            List.of("answer 42", "status 500", "reset", "cut 42", "no-choices", "wrong-shape");
    private static final UnixOperatingSystemMXBean MACHINE =
            (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private StubUpstream stub;

    @TestHTTPResource("/v1/chat/completions")
    URI chat;

    @Inject
    MeterRegistry meters;

    @Inject
    Drain drain;

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Held> kept = new ArrayList<>();
    private int asked;

    /** What is held while nothing runs. */
    private record Held(Living living, long descriptors) {}

    @Test
    void afterFiveRoundsOfAllEndingsNoMoreIsHeldThanAfterTwo() throws Exception {
        // What was measured is on the heap too: one of them at each of the two moments that are compared.
        kept.add(round());
        kept.set(0, round());
        int before = asked;
        for (int round = 3; round < ROUNDS; round++) {
            round();
        }
        Held end = round();
        Held start = kept.getFirst();

        assertThat(end.living().objectsSince(start.living(), FEW_OBJECTS))
                .as("objects that %d requests left", asked - before)
                .isEmpty();
        assertThat(end.descriptors()).as("open files").isLessThanOrEqualTo(start.descriptors() + FEW_DESCRIPTORS);
        assertThat(end.living().bytes() - start.living().bytes())
                .as("bytes of %d requests", asked - before)
                .isLessThanOrEqualTo(RETAINED_BYTES * (asked - before));
    }

    private Held round() throws Exception {
        for (int i = 0; i < REPEATED; i++) {
            for (FaultMatrixTest.Panel panel : FaultMatrixTest.Panel.values()) {
                for (boolean streamed : new boolean[] {true, false}) {
                    for (String ending : ENDINGS) {
                        ask(ending, panel, streamed);
                    }
                    leave(panel, streamed);
                }
            }
        }
        assertThat(stub.awaitIdle(SOON)).isTrue();
        assertThat(allEnded())
                .as("every request has ended, nothing is reserved")
                .isTrue();
        stub.forget();
        return new Held(Living.now(), MACHINE.getOpenFileDescriptorCount());
    }

    private void ask(String ending, FaultMatrixTest.Panel panel, boolean streamed) throws Exception {
        everybodyPlays(ending);
        HttpRequest request = HttpRequest.newBuilder(chat)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body(panel, streamed)))
                .build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        asked++;
        assertThat(response.statusCode()).as(response.body()).isIn(200, 502);
    }

    /** The client goes once all calls are on their way that a first round of the plan makes. */
    private void leave(FaultMatrixTest.Panel panel, boolean streamed) throws Exception {
        everybodyPlays("silence");
        stub.forget();
        try (RawHttp left = new RawHttp(chat, body(panel, streamed))) {
            assertThat(left).isNotNull();
            for (int i = 0; i < panel.atOnce(); i++) {
                assertThat(stub.awaitRequest()).isNotNull();
            }
        }
        asked++;
        assertThat(stub.awaitIdle(SOON)).isTrue();
    }

    private void everybodyPlays(String line) {
        Play play = PlayScript.play(line);
        List.of("bad/one", "good/a", "good/b", "good/agg").forEach(model -> stub.playFor(model, play));
    }

    private static String body(FaultMatrixTest.Panel panel, boolean streamed) {
        return """
                {'model':'tutti/auto','max_tokens':50,'stream':%s,'messages':[{'role':'user','content':'6 x 7?'}],
                'routing':{'plan':%s}}""".formatted(streamed, panel.with("bad/one")).replace('\'', '"');
    }

    /** A client that has left is noticed a moment later. */
    private boolean allEnded() {
        long end = System.nanoTime() + SOON.toNanos();
        while (System.nanoTime() - end < 0) {
            if (drain.inside() == 0 && meters.get("tutti.reserved.usd").gauge().value() == 0) {
                return true;
            }
            Thread.onSpinWait();
        }
        return false;
    }
}
