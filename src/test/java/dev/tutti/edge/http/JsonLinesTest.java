package dev.tutti.edge.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Lines of the log as JSON, and what each tells of the request that it was written for. */
@QuarkusTest
@TestProfile(JsonLinesProfile.class)
class JsonLinesTest {
    private static final Logger LOG = Logger.getLogger(JsonLinesTest.class);
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String CANARY = "canary8b2c6";

    @ConfigProperty(name = JsonLinesProfile.FILE)
    Path log;

    @AfterEach
    void hello() {
        ScriptedServing.reset();
    }

    @Test
    void aLineSaysWhichRequestAndWhichTraceItBelongsTo() throws IOException {
        for (boolean streamed : new boolean[] {false, true}) {
            String line = "working, streamed: " + streamed;
            ScriptedServing.SCRIPT.set((order, stream) -> {
                LOG.warn(line);
                return ScriptedServing.hello(order, stream);
            });

            Response answer = ask(streamed, "from-a-proxy/7");

            JsonNode known = theOne(line).path("mdc");
            assertThat(known.path("requestId").asText()).isEqualTo(answer.header("x-tutti-request-id"));
            assertThat(known.path("callerRequestId").asText()).isEqualTo("from-a-proxy/7");
            assertThat(known.path("traceId").asText()).isEqualTo(TRACE);
            assertThat(known.path("spanId").asText()).matches("[0-9a-f]{16}");
        }
    }

    @Test
    void requestsAtOnceAreNotTakenForEachOther() throws Exception {
        ScriptedServing.SCRIPT.set((order, stream) -> {
            LOG.warn("at once: " + order.id());
            return ScriptedServing.hello(order, stream);
        });
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            boolean streamed = i % 2 == 0;
            callers.add(Thread.ofVirtual().start(() -> ask(streamed, "any")));
        }
        for (Thread caller : callers) {
            caller.join();
        }

        List<JsonNode> lines = lines().stream()
                .filter(line -> line.path("message").asText().startsWith("at once: "))
                .toList();
        assertThat(lines)
                .hasSize(20)
                .allSatisfy(line -> assertThat(
                                "at once: " + line.at("/mdc/requestId").asText())
                        .isEqualTo(line.path("message").asText()));
    }

    @Test
    void whatWasNotForeseenIsToldWithItsRequest() throws IOException {
        ScriptedServing.SCRIPT.set((_, _) -> {
            throw new IllegalStateException(CANARY);
        });

        ask(false, "a-1");
        ask(true, "a-2");

        for (String callers : new String[] {"a-1", "a-2"}) {
            assertThat(lines()).anySatisfy(line -> {
                assertThat(line.path("message").asText()).startsWith("an unforeseen");
                assertThat(line.at("/mdc/callerRequestId").asText()).isEqualTo(callers);
                assertThat(line.at("/mdc/requestId").asText()).matches("[0-9a-z]{26}");
            });
        }
        assertThat(Files.readString(log)).doesNotContain(CANARY);
    }

    @Test
    void anIdThatMightBeAnythingElseIsNotTaken() throws IOException {
        ScriptedServing.SCRIPT.set((order, stream) -> {
            LOG.warn("with an odd id");
            return ScriptedServing.hello(order, stream);
        });

        ask(false, CANARY + " my secret");

        assertThat(theOne("with an odd id").path("mdc").has("callerRequestId")).isFalse();
        assertThat(Files.readString(log)).doesNotContain(CANARY);
    }

    private static Response ask(boolean streamed, String callersId) {
        return given().contentType("application/json")
                .header("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01")
                .header("x-request-id", callersId)
                .body("{\"model\":\"tutti/auto\",\"stream\":" + streamed
                        + ",\"messages\":[{\"role\":\"user\",\"content\":\"" + CANARY + "\"}]}")
                .post("/v1/chat/completions");
    }

    private JsonNode theOne(String message) throws IOException {
        List<JsonNode> found = lines().stream()
                .filter(line -> line.path("message").asText().equals(message))
                .toList();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    /** Each of which must be an object. */
    private List<JsonNode> lines() throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(log)) {
            JsonNode read = json.readTree(line);
            assertThat(read.isObject()).as(line).isTrue();
            lines.add(read);
        }
        return lines;
    }
}
