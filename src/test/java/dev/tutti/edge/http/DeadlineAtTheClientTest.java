package dev.tutti.edge.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.tutti.serving.provider.PlayScript;
import dev.tutti.serving.provider.StubUpstream;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Promise 3, its first half, at the client's socket: whatever upstreams do, a request is told within its deadline that
 * this has passed. Every model's own time-out is 20 s, so only the deadline can end it. The bound leaves a busy machine
 * half a second beyond the 250 ms that are promised.
 */
@QuarkusTest
@TestProfile(FaultProfile.class)
@WithTestResource(FaultStub.class)
class DeadlineAtTheClientTest {
    /** No less than every plan is expected to take: it would be refused. */
    private static final Duration DEADLINE = Duration.ofMillis(2_500);

    private static final Duration BOUND = DEADLINE.plusMillis(750);

    private StubUpstream stub;

    static Stream<Arguments> cases() {
        return Stream.of("silence", "drip 50 42")
                .flatMap(script -> Stream.of(FaultMatrixTest.Panel.values()).map(panel -> arguments(script, panel)));
    }

    /** The first request waits for classes to be loaded on either side. */
    @BeforeEach
    void allIsWarm() {
        stub.playFor("bad/one", PlayScript.read("answer 42"));
        assertThat(ask(FaultMatrixTest.Panel.SINGLE).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("cases")
    void aPassedDeadlineIsToldInTime(String script, FaultMatrixTest.Panel panel) throws Exception {
        for (String model : new String[] {"bad/one", "good/a", "good/b", "good/agg"}) {
            stub.playFor(model, PlayScript.read(script));
        }
        long begun = System.nanoTime();
        Response response = ask(panel);
        Duration took = Duration.ofNanos(System.nanoTime() - begun);

        assertThat(response.statusCode()).as(response.asString()).isEqualTo(504);
        Contract.assertError(response.asString(), "deadline_exceeded");
        assertThat(took).isBetween(DEADLINE.minusMillis(1), BOUND);
        assertThat(stub.awaitIdle(Duration.ofMillis(250))).isTrue();
    }

    private static Response ask(FaultMatrixTest.Panel panel) {
        String body = """
                {'model':'tutti/auto','max_tokens':50,'messages':[{'role':'user','content':'6 x 7?'}],
                'routing':{'max_latency_ms':%d,'plan':%s}}""".formatted(DEADLINE.toMillis(), panel.with("bad/one")).replace('\'', '"');
        return given().contentType("application/json").body(body).post("/v1/chat/completions");
    }
}
