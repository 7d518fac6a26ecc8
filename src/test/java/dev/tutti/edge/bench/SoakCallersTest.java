package dev.tutti.edge.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SoakCallersTest {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        Waiting.on(vertx.close());
    }

    @Test
    void ofCallersWhoWaitLongOneInFiftyLeavesAndAllOthersAreAnswered() {
        UnreliableStub stub = UnreliableStub.start(vertx, Duration.ofMillis(50), Integer.MAX_VALUE);

        Ends ends = Waiting.on(new SoakCallers(vertx, stub.port(), Duration.ZERO).ask(500));

        assertThat(ends.left()).isEqualTo(10);
        // The first call of all goes wrong: of a stream, after its status.
        assertThat(ends.answered()).isGreaterThanOrEqualTo(489);
        assertThat(ends.doubts()).isEmpty();
    }

    @Test
    void ofTheStubsAnswersSoManyGoWrongAndInEachWay() {
        UnreliableStub stub = UnreliableStub.start(vertx, Duration.ofMillis(50), 2);

        Ends ends = Waiting.on(new SoakCallers(vertx, stub.port(), Duration.ZERO).ask(600));

        assertThat(ends.refused()).as("other statuses").isPositive();
        assertThat(ends.broken()).as("connections lost").isPositive();
        assertThat(ends.doubts()).singleElement().asString().contains("were answered");
    }
}
