package dev.tutti.edge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.tutti.serving.provider.PlayScript;
import dev.tutti.serving.provider.StubUpstream;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Promise 3, its second half, at both sockets: the client's and the upstream's. */
@QuarkusTest
@TestProfile(FaultProfile.class)
@WithTestResource(FaultStub.class)
class UpstreamSocketsCloseWhenTheClientLeavesTest {
    private static final Duration PROMISED = Duration.ofMillis(250);
    private StubUpstream stub;

    @TestHTTPResource
    URI service;

    @Inject
    MeterRegistry meters;

    static Stream<Arguments> cases() {
        return Stream.of("silence", "drip 60 42")
                .flatMap(script -> Stream.of(FaultMatrixTest.Panel.values())
                        .flatMap(panel -> Stream.of(arguments(script, panel, false), arguments(script, panel, true))));
    }

    @ParameterizedTest(name = "{0}, {1}, streamed: {2}")
    @MethodSource("cases")
    void everyCallOfARequestEndsAtTheUpstreamWhenItsClientLeaves(
            String script, FaultMatrixTest.Panel panel, boolean streamed) throws Exception {
        for (String model : new String[] {"bad/one", "good/a", "good/b"}) {
            stub.playFor(model, PlayScript.read(script));
        }
        String plan = panel.with("bad/one").replace('\'', '"');
        int before = stub.requests().size();
        int calls = panel.atOnce();

        try (RawHttp client = new RawHttp(service, body(plan, streamed))) {
            assertThat(client).isNotNull();
            while (asked(before) < calls) {
                stub.awaitRequest();
            }
        }

        assertThat(stub.awaitIdle(PROMISED)).as("closed within %s", PROMISED).isTrue();
        assertThat(asked(before)).isEqualTo(calls);
        assertThat(settled()).as("nothing stays reserved").isTrue();
    }

    private static String body(String plan, boolean streamed) {
        return """
                {"model":"tutti/auto","stream":%s,"messages":[{"role":"user","content":"6 x 7?"}],"routing":{"plan":%s}}""".formatted(streamed, plan);
    }

    /** How many different requests came after so many; a hedge is the same once more. */
    private long asked(int before) {
        return stub.requests().stream()
                .skip(before)
                .map(StubUpstream.Request::body)
                .distinct()
                .count();
    }

    /** The upstream may see its connection closed before the call is settled, a moment later. */
    private boolean settled() {
        return Soon.holds(() -> meters.get("tutti.reserved.usd").gauge().value() == 0, PROMISED);
    }
}
