package dev.tutti.edge.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoaderTest {
    private final Vertx vertx = Vertx.vertx();
    private final Loader loader = new Loader(vertx);
    private final Prompts prompts = new Prompts("stub");

    @AfterEach
    void close() {
        Waiting.on(vertx.close());
    }

    @Test
    void aSecondAgainstTheStubThroughTheBareProxyBringsAnswersAndNoFailure() {
        int proxy = BareProxy.start(vertx, StubServer.start(vertx, Duration.ZERO));

        Measured measured = loader.closed(proxy, prompts, 4, Duration.ofSeconds(1));

        assertThat(measured.failed()).isZero();
        assertThat(measured.answered()).isPositive();
        assertThat(measured.p50()).isPositive().isLessThanOrEqualTo(measured.p99());
    }

    /** Else a second of refusals would be tens of thousands, which take the processors from what is measured. */
    @Test
    void whoIsTurnedAwayComesBackAfterASecond() {
        int port = Waiting.on(vertx.createHttpServer()
                        .requestHandler(request -> {
                            var _ = request.response().setStatusCode(503).end();
                        })
                        .listen(0, "127.0.0.1"))
                .actualPort();

        Measured measured = loader.closed(port, prompts, 4, Duration.ofMillis(500));

        assertThat(measured.answered()).isZero();
        assertThat(measured.failed()).isEqualTo(4);
    }

    @Test
    void anOpenRunSendsEveryRequestAndWaitsForTheSlowAnswers() {
        int stub = StubServer.start(vertx, Duration.ofMillis(50));

        Measured measured = loader.open(stub, prompts, 40, Duration.ofSeconds(1));

        assertThat(measured.answered()).isEqualTo(40);
        assertThat(measured.p50()).isGreaterThanOrEqualTo(50);
    }

    @Test
    void theFirstContentOfEachStreamIsTimed() {
        int stub = StubServer.start(vertx, Duration.ofMillis(20));

        Measured measured = new FirstTokens(vertx).ask(stub, prompts::next, 5);

        assertThat(measured.answered()).isEqualTo(5);
        assertThat(measured.failed()).isZero();
        assertThat(measured.p50()).isGreaterThanOrEqualTo(20);
    }

    @Test
    void noTwoPromptsAreAlike() {
        assertThat(prompts.next()).isNotEqualTo(prompts.next());
    }
}
