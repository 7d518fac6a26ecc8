package dev.tutti.edge.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.tutti.memory.tenancy.Scope;
import dev.tutti.words.chat.KeyId;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A service in which one conversation is all there is room for, and somebody else has it. */
@QuarkusTest
@TestProfile(OverloadProfile.class)
class OverloadHttpTest {
    private static final String CHAT =
            "{'model':'practice/aria-nano','max_tokens':16,'messages':[{'role':'user','content':'hi'}]}"
                    .replace('\'', '"');

    @TestHTTPResource
    URI service;

    @TestHTTPResource(value = "/", management = true)
    URI operations;

    @Inject
    LoadShedder shedder;

    private LoadShedder.Guest other;

    @BeforeEach
    void somebodyElseIsInside() {
        // A request of the test before may be leaving still.
        assertThat(Soon.holds(() -> shedder.inside() == 0, java.time.Duration.ofSeconds(5)))
                .isTrue();
        other = shedder.enter(new KeyId("other")).orElseThrow();
    }

    @AfterEach
    void leave() {
        other.leave();
    }

    private Response post(String path, Scope scope, String body) {
        return given().urlEncodingEnabled(false)
                .header("Authorization", "Bearer " + KeysProfile.token(scope))
                .contentType("application/json")
                .body(body)
                .post(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/chat/completions",
                "/v1/chat/completions/",
                "/v1//chat/completions",
                "/v1/chat/completions;a=b",
                "/v1;a/chat/completions",
                "/v1/chat/%63ompletions",
                "/v1/responses",
                "/v1/embeddings",
                "/v1/route"
            })
    void aConversationIsTurnedAwayBeforeItBeginsHoweverItsAddressIsWritten(String path) {
        Response refused = post(path, Scope.CHAT, CHAT);

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(refused.jsonPath().getString("error.code")).isEqualTo("server_is_overloaded");
        assertThat(refused.jsonPath().getString("error.type")).isEqualTo("server_error");
        assertThat(refused.jsonPath().getMap("error")).containsOnlyKeys("message", "type", "param", "code");
    }

    @Test
    void messagesAreTurnedAwayInTheirOwnForm() {
        Response refused = post("/v1/messages", Scope.CHAT, CHAT);

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(refused.jsonPath().getString("type")).isEqualTo("error");
        assertThat(refused.jsonPath().getString("error.type")).isEqualTo("overloaded_error");
    }

    @Test
    void whenThereIsRoomAgainTheSameRequestIsAnswered() {
        assertThat(post("/v1/chat/completions", Scope.CHAT, CHAT).statusCode()).isEqualTo(503);

        other.leave();

        assertThat(post("/v1/chat/completions", Scope.CHAT, CHAT).statusCode()).isEqualTo(200);
        assertThat(Soon.holds(() -> shedder.inside() == 0, java.time.Duration.ofSeconds(5)))
                .isTrue();
    }

    @Test
    void aBodyIsNotWaitedFor() throws IOException {
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(
                            "POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 5000000\r\n\r\n{"
                                    .getBytes(StandardCharsets.US_ASCII));
            InputStream answer = socket.getInputStream();
            String head = new String(answer.readNBytes(12), StandardCharsets.US_ASCII);

            assertThat(head).isEqualTo("HTTP/1.1 503");
        }
    }

    @Test
    void healthMetricsAndAdministrationAreNeverTurnedAway() {
        assertThat(given().get(operations.resolve("/q/health/ready")).statusCode())
                .isEqualTo(200);
        assertThat(given().get(operations.resolve("/q/metrics")).asString()).contains("tutti_requests_shed_total");
        assertThat(post("/v1/keys", Scope.ADMIN, "{}").statusCode()).isEqualTo(400);
        assertThat(post("/v1/models/practice%2Faria-nano:release", Scope.ADMIN, "{}")
                        .statusCode())
                .isNotEqualTo(503);
        assertThat(post("/v1/feedback", Scope.FEEDBACK, "{}").statusCode()).isEqualTo(400);
        assertThat(given().header("Authorization", "Bearer " + KeysProfile.token(Scope.CHAT))
                        .get(service.resolve("/v1/models"))
                        .statusCode())
                .isEqualTo(200);
    }

    /** A conversation that is added one day must be known to the entrance. */
    @Test
    void theEntranceKnowsEveryAddressAtWhichAConversationBegins() {
        Set<String> conversations = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.tutti.edge").stream()
                        .filter(type -> type.isAnnotatedWith(Path.class))
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.isAnnotatedWith(POST.class) && method.isAnnotatedWith(Needs.class))
                        .filter(method -> Arrays.asList(
                                        method.getAnnotationOfType(Needs.class).value())
                                .contains(Scope.CHAT))
                        .map(method -> path(method.getOwner())
                                + method.tryGetAnnotationOfType(Path.class)
                                        .map(Path::value)
                                        .orElse(""))
                        .collect(Collectors.toSet());

        assertThat(conversations).isEqualTo(Entrance.CONVERSATIONS);
    }

    private static String path(JavaClass type) {
        return type.getAnnotationOfType(Path.class).value();
    }
}
