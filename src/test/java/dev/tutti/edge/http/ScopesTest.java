package dev.tutti.edge.http;

import static dev.tutti.memory.tenancy.Scope.ADMIN;
import static dev.tutti.memory.tenancy.Scope.CHAT;
import static dev.tutti.memory.tenancy.Scope.FEEDBACK;
import static dev.tutti.memory.tenancy.Scope.LABEL;
import static dev.tutti.memory.tenancy.Scope.READ;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.memory.tenancy.Scope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may do what: every endpoint with the key and with a token of every scope, with a wrong one of either and with none. */
@QuarkusTest
@TestProfile(KeysProfile.class)
@WithTestResource(TokenStub.class)
class ScopesTest {

    private static final String CHAT_BODY =
            "{\"model\":\"practice/aria-nano\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    private static final String NO_ROW = "{\"request_id\":\"" + "a".repeat(26) + "\",\"score\":1%s}";

    /** {@code welcomed}: the status for a key that may. */
    record Endpoint(String method, String path, String body, int welcomed, Set<Scope> scopes) {
        @Override
        public String toString() {
            return method + " " + path + " " + body;
        }
    }

    static Stream<Endpoint> endpoints() {
        return Stream.of(
                new Endpoint("POST", "/v1/chat/completions", CHAT_BODY, 200, Set.of(CHAT)),
                new Endpoint("POST", "/v1/route", CHAT_BODY, 200, Set.of(CHAT)),
                new Endpoint("GET", "/v1/models", "", 200, Set.of(CHAT, READ)),
                new Endpoint("GET", "/v1/models/tutti/auto", "", 200, Set.of(CHAT, READ)),
                new Endpoint("POST", "/v1/models/practice/aria-nano:release", "", 200, Set.of(ADMIN)),
                new Endpoint("POST", "/v1/keys", "{\"name\":\"a/b\",\"scopes\":[\"chat\"]}", 400, Set.of(ADMIN)),
                new Endpoint("GET", "/v1/keys", "", 200, Set.of(ADMIN)),
                new Endpoint("DELETE", "/v1/keys/none", "", 404, Set.of(ADMIN)),
                new Endpoint("POST", "/v1/feedback", NO_ROW.formatted(""), 404, Set.of(FEEDBACK)),
                new Endpoint("POST", "/v1/feedback", NO_ROW.formatted(",\"source\":\"judge\""), 404, Set.of(LABEL)),
                new Endpoint("GET", "/v1/outcomes", "", 200, Set.of(READ)),
                new Endpoint("GET", "/v1/outcomes/none", "", 404, Set.of(READ)),
                new Endpoint("POST", "/v1/outcomes:import", "", 200, Set.of(LABEL, ADMIN)),
                new Endpoint("GET", "/v1/insights", "", 200, Set.of(READ)),
                new Endpoint("GET", "/v1/router", "", 200, Set.of(READ, ADMIN)),
                new Endpoint("GET", "/v1/router/versions", "", 200, Set.of(READ, ADMIN)),
                new Endpoint("POST", "/v1/router/versions/none:promote", "", 404, Set.of(ADMIN)),
                new Endpoint("POST", "/v1/router:rollback", "", 409, Set.of(ADMIN)),
                new Endpoint("POST", "/v1/router/training", "", 202, Set.of(ADMIN)),
                new Endpoint("GET", "/v1/router/training/none", "", 404, Set.of(READ, ADMIN)),
                new Endpoint("DELETE", "/v1/router/training/none", "", 404, Set.of(ADMIN)));
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void onlyKeysWithAScopeOfTheEndpointComeIn(Endpoint endpoint) {
        for (Scope scope : Scope.values()) {
            comesInByItsScopeAlone(endpoint, scope, KeysProfile.token(scope));
        }
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void onlyTokensWithAScopeOfTheEndpointComeIn(Endpoint endpoint) {
        for (Scope scope : Scope.values()) {
            comesInByItsScopeAlone(endpoint, scope, TokenStub.token("holder", scope));
        }
    }

    private static void comesInByItsScopeAlone(Endpoint endpoint, Scope scope, String shown) {
        Response response = call(endpoint, given().auth().oauth2(shown));

        assertThat(response.statusCode())
                .as("%s as %s: %s", endpoint, scope, response.asString())
                .isEqualTo(endpoint.scopes().contains(scope) ? endpoint.welcomed() : 403);
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void noKeyAndUnknownKeysAreTurnedAway(Endpoint endpoint) {
        for (RequestSpecification caller : Stream.of(
                        given(),
                        given().auth().oauth2("wrong"),
                        given().auth()
                                .oauth2(TokenStub.draft("holder")
                                        .claim("aud", "wrong")
                                        .claim("scope", "tutti:admin")
                                        .sign()),
                        given().auth().preemptive().basic("the-key-to-admin", ""),
                        given().header("Authorization", "the-key-to-admin"))
                .toList()) {
            Response response = call(endpoint, caller);

            assertThat(response.statusCode()).as("%s", endpoint).isEqualTo(401);
            assertThat(response.jsonPath().getString("error.code")).isEqualTo("invalid_api_key");
            assertThat(response.asString()).doesNotContain("wrong", "the-key-to");
        }
    }

    @Test
    void pathsInDisguiseAreNoWayAround() {
        for (String path : new String[] {"/v1/outcomes;x=1", "/v1//outcomes", "/v1/%6futcomes", "/v1/./outcomes"}) {
            assertThat(given().urlEncodingEnabled(false).get(path).statusCode())
                    .as(path)
                    .isIn(401, 404);
        }
    }

    @Test
    void anotherKeysRequestIsUnknownToFeedback() {
        String id = given().auth()
                .oauth2(KeysProfile.token(CHAT))
                .contentType("application/json")
                .body(CHAT_BODY)
                .post("/v1/chat/completions")
                .jsonPath()
                .getString("routing.request_id");

        Response response = given().auth()
                .oauth2(KeysProfile.token(FEEDBACK))
                .contentType("application/json")
                .body("{\"request_id\":\"" + id + "\",\"score\":0}")
                .post("/v1/feedback");

        assertThat(response.statusCode()).isEqualTo(404);
    }

    private static Response call(Endpoint endpoint, RequestSpecification caller) {
        RequestSpecification request = caller.urlEncodingEnabled(false);
        if (!endpoint.body().isEmpty()) {
            request.contentType("application/json").body(endpoint.body());
        }
        return request.request(endpoint.method(), endpoint.path());
    }
}
