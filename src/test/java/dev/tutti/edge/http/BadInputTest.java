package dev.tutti.edge.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a client can send by mistake or on purpose, against the whole program: always a clear answer, never a 5xx. */
@QuarkusTest
@TestProfile(PracticeProfile.class)
class BadInputTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CHAT = "/v1/chat/completions";
    private static final String MESSAGES = "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";
    private static final int FUZZED = 400;
    private static final int SEED = 20_261_121;

    @TestHTTPResource("/")
    URI service;

    static Stream<Arguments> bodies() {
        return Stream.of(
                body("not json", "body", "{"),
                body("nothing", "body", ""),
                body("no object", "body", "[]"),
                body("two objects", "body", "{} {}"),
                body("deep", "body", "{\"messages\":" + "[".repeat(100_000)),
                body("deep and whole", "body", with("\"x\":" + "[".repeat(300) + "]".repeat(300))),
                body("a long number", "body", with("\"seed\":" + "9".repeat(5_000))),
                body("a huge exponent", "temperature", with("\"temperature\":1e999999999")),
                body("a tiny exponent", "temperature", with("\"temperature\":1e-999999999")),
                body("a name twice", "body", with("\"n\":1,\"n\":2")),
                body("half a surrogate", "messages[0].content", message("\\ud800")),
                body("NUL", "messages[0].content", message("a\\u0000b")),
                body("bytes that are no UTF-8", "body", "{\"model\":\"\u00ff".getBytes(StandardCharsets.ISO_8859_1)),
                body("100,000 messages", "messages", messages(100_000)),
                body("no messages", "messages", "{\"model\":\"auto\",\"messages\":[]}"),
                body("an unknown role", "messages[0].role", messages("{\"role\":\"wizard\",\"content\":\"x\"}")),
                body("a message of null", "messages[0]", messages("null")),
                body("no content", "messages[0].content", messages("{\"role\":\"user\"}")),
                body(
                        "an unknown part",
                        "messages[0].content[0].type",
                        messages("{\"role\":\"user\",\"content\":[{\"type\":\"video\"}]}")),
                body("a negative budget", "routing.max_cost_usd", routing("\"max_cost_usd\":-1")),
                body("a budget of nothing", "routing.max_cost_usd", routing("\"max_cost_usd\":0")),
                body("NaN", "body", routing("\"max_cost_usd\":NaN")),
                body("NaN in quotes", "routing.max_cost_usd", routing("\"max_cost_usd\":\"NaN\"")),
                body("negative time", "routing.max_latency_ms", routing("\"max_latency_ms\":-5")),
                body("too much quality", "routing.quality_target", routing("\"quality_target\":1.01")),
                body("an unknown field", "routing.budget", routing("\"budget\":1")),
                body(
                        "a long pattern",
                        "routing.models.deny[0]",
                        routing("\"models\":{\"deny\":[\"" + "*a".repeat(5_000) + "\"]}")),
                body(
                        "plan against strategies",
                        "routing.strategies",
                        routing(
                                "\"strategies\":[\"single\"],\"plan\":{\"strategy\":\"self-moa\",\"model\":\"practice/aria-nano\"}")),
                body(
                        "a plan with an address",
                        "routing.plan.model",
                        routing("\"plan\":{\"strategy\":\"single\",\"model\":\"http://169.254.169.254/\"}")),
                body("two limits", "max_tokens", with("\"max_tokens\":5,\"max_completion_tokens\":6")),
                body("a stop of numbers", "stop[1]", with("\"stop\":[\"a\",5]")),
                body("a tool that is none", "tools[0]", with("\"tools\":[5]")),
                body("options without a stream", "stream_options", with("\"stream_options\":{}")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodies")
    void theRefusalNamesTheField(String what, String field, byte[] body) throws IOException {
        Response response = given().contentType("application/json").body(body).post(CHAT);

        assertThat(response.statusCode())
                .as("%s: %s", what, response.asString())
                .isIn(400, 404);
        assertThat(error(response).path("param").asText()).as(what).isEqualTo(field);
        assertThat(error(response).path("message").asText())
                .as(what)
                .contains(field)
                .doesNotContain("`", "enable", "REDACTED");
    }

    @Test
    void aRefusalShowsTheValue() throws IOException {
        String big = with("\"temperature\":1e999999999");
        String deep = with("\"x\":" + "[".repeat(300) + "]".repeat(300));

        assertThat(told(big)).startsWith("temperature is 1e999999999, beyond 1e308 or below its inverse");
        assertThat(told(deep)).contains("the nesting depth is 201, above 200");
        assertThat(told(routing("\"max_cost_usd\":NaN"))).contains("Non-standard token 'NaN' (allowed");
        assertThat(told(routing("\"max_latency_ms\":1.5")))
                .startsWith("max_latency_ms is 1.5, but")
                .contains(" ms (95%)");
        assertThat(told(routing("\"models\":{\"deny\":[\"*\"]}"))).endsWith("allowed are all, denied *");
    }

    private static String told(String body) throws IOException {
        return error(given().contentType("application/json").body(body).post(CHAT))
                .path("message")
                .asText();
    }

    @Test
    void aTypeThatCannotBeReadIsShown() throws IOException {
        for (String type : new String[] {"garbage", ";;;"}) {
            JsonNode error =
                    error(raw(head("content-type: " + type, with("\"n\":1").length()), with("\"n\":1")));

            assertThat(error.path("param").asText()).isEqualTo("content-type");
            assertThat(error.path("message").asText())
                    .isEqualTo("content-type is application/json, was \"" + type + "\"");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "x-tutti-max-cost-usd, NaN",
        "x-tutti-max-cost-usd, -1",
        "x-tutti-quality-target, 7",
        "x-tutti-max-cost, 1",
        "x-tutti-explain, perhaps",
        "content-type, text/xml",
        "content-type, ;;;",
        "content-encoding, gzip"
    })
    void aBadHeaderIsRefused(String name, String value) throws IOException {
        String answer = raw(head(name + ": " + value, with("\"n\":1").length()), with("\"n\":1"));

        assertThat(answer).startsWith("HTTP/1.1 400 ");
        assertThat(error(answer).path("code").asText()).isEqualTo("invalid_request");
    }

    @Test
    void theSameFieldWithTwoValuesIsRefused() throws IOException {
        Response response = given().contentType("application/json")
                .header("x-tutti-quality-target", "0.6")
                .body(routing("\"quality_target\":0.5"))
                .post(CHAT);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(error(response).path("message").asText()).contains("given twice", "0.5", "0.6");
    }

    @ParameterizedTest
    @CsvSource({"'x-tutti-task: a\nx-evil: b'", "'x-tutti-task: a\rx-evil: b'", "'Content-Length: 6'"})
    void linesThatAreNoHeadersEndTheConnection(String line) throws IOException {
        assertThat(raw(head(line, 5), "abcdef")).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void anAddressThatCannotBeReadIsRefused() throws IOException {
        for (String line : new String[] {"GET /v1/outcomes?task=%zz HTTP/1.1", "GET /%zz HTTP/1.1"}) {
            assertThat(raw(line + "\r\nHost: x\r\nConnection: close\r\n\r\n", ""))
                    .startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void whatTheHttpLayerRefusesIsToldLikeAnyOtherRefusal() throws IOException {
        String withoutHost = raw("GET /v1/models HTTP/1.1\r\nConnection: close\r\n\r\n", "");

        assertThat(error(withoutHost).path("code").asText()).isEqualTo("invalid_request");
    }

    @Test
    void whatTheHttpLayerRefusesOfMessagesIsToldInTheirForm() throws IOException {
        String withoutHost = raw("POST /v1/messages HTTP/1.1\r\nConnection: close\r\nContent-Length: 0\r\n\r\n", "");

        assertThat(withoutHost).contains("\"type\":\"error\"", "\"code\":\"invalid_request\"");
    }

    @Test
    void aBodyBeyondTheLimitIsRefusedAsJson() throws IOException {
        Response response = given().contentType("application/json")
                .body(message("a".repeat(11 << 20)))
                .post(CHAT);

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(error(response).path("code").asText()).isEqualTo("request_too_large");
        assertThat(error(response).path("message").asText()).contains("10485760 bytes");
    }

    @Test
    void aBodyThatNeverEndsIsRefusedAndItsConnectionClosed() throws IOException {
        byte[] chunk = ("10000\r\n" + " ".repeat(65_536) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        try (Socket socket = connect()) {
            socket.getOutputStream().write(chunkedHead());

            flood(socket.getOutputStream(), chunk);

            // The reset may have overtaken the answer; that the server let go is what counts.
            assertThat(isOver(socket)).isTrue();
        }
    }

    @Test
    void aBodyThatFallsSilentIsGivenUp() throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(chunkedHead());

            assertThat(isOver(socket)).isTrue();
        }
    }

    @Test
    void aSmallBodyThatEndsTooSoonIsGivenUpAndOneInPiecesIsRead() throws IOException {
        String body = message("x");

        String cutOff = raw(head("x-cut: 1", body.length() + 1), body);
        assertThat(cutOff).startsWith("HTTP/1.1 408");
        assertThat(error(cutOff).path("code").asText()).isEqualTo("request_timeout");

        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            out.write(head("x-piece: 1", body.length()).getBytes(StandardCharsets.US_ASCII));
            for (byte part : body.getBytes(StandardCharsets.US_ASCII)) {
                out.write(part);
                out.flush();
            }
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void whateverIsChangedInARequestTheAnswerIsJsonAndNoFiveHundred() throws IOException {
        Mutations mutations = new Mutations(SEED);
        for (int i = 0; i < FUZZED; i++) {
            String body = mutations.next();
            for (String path : new String[] {CHAT, "/v1/route", "/v1/feedback"}) {
                Response response = given().contentType("application/json; charset=UTF-8")
                        .body(body)
                        .post(path);

                assertThat(response.statusCode())
                        .as("%s of %s: %s", path, body, response.asString())
                        .isBetween(200, 499);
                if (response.statusCode() == 200 && response.contentType().startsWith("text/event-stream")) {
                    assertThat(response.asString()).as(body).contains("data: ");
                } else if (response.statusCode() == 200) {
                    assertThat(JSON.readTree(response.asByteArray()).isObject())
                            .as(body)
                            .isTrue();
                } else {
                    assertThat(error(response).path("message").asText())
                            .as(body)
                            .isNotBlank();
                }
            }
        }
    }

    private static Arguments body(String what, String field, String json) {
        return body(what, field, json.getBytes(StandardCharsets.UTF_8));
    }

    private static Arguments body(String what, String field, byte[] bytes) {
        return Arguments.of(what, field, bytes);
    }

    private static String with(String fields) {
        return "{\"model\":\"tutti/auto\"," + MESSAGES + "," + fields + "}";
    }

    private static String routing(String fields) {
        return with("\"routing\":{" + fields + "}");
    }

    private static String message(String content) {
        return messages("{\"role\":\"user\",\"content\":\"" + content + "\"}");
    }

    private static String messages(String items) {
        return "{\"model\":\"tutti/auto\",\"messages\":[" + items + "]}";
    }

    private static String messages(int count) {
        String one = "{\"role\":\"user\",\"content\":\"x\"}";
        return messages((one + ",").repeat(count - 1) + one);
    }

    /** The error, which has all four keys. */
    private static JsonNode error(Response response) throws IOException {
        return error(response.asString());
    }

    private static JsonNode error(String answer) throws IOException {
        JsonNode error = JSON.readTree(answer.substring(answer.indexOf('{'))).path("error");
        assertThat(error.properties().stream().map(field -> field.getKey()))
                .as(answer)
                .containsExactlyInAnyOrder("message", "type", "param", "code");
        return error;
    }

    private static String head(String line, int length) {
        String type = line.startsWith("content-type") ? "" : "Content-Type: application/json\r\n";
        return "POST " + CHAT + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + type + "Content-Length: " + length
                + "\r\n" + line + "\r\n\r\n";
    }

    private static byte[] chunkedHead() {
        return ("POST " + CHAT
                        + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(service.getHost(), service.getPort());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private String raw(String head, String body) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write((head + body).getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void flood(OutputStream out, byte[] chunk) {
        try {
            while (true) {
                out.write(chunk);
            }
        } catch (IOException e) {
            assertThat(e).isInstanceOf(SocketException.class);
        }
    }

    /** Whether the server closes the connection; a read that times out would throw. */
    private static boolean isOver(Socket socket) throws IOException {
        try {
            InputStream in = socket.getInputStream();
            in.readAllBytes();
            return true;
        } catch (SocketException reset) {
            return true;
        }
    }
}
