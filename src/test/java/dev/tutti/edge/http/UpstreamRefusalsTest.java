package dev.tutti.edge.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller is told when an upstream refuses, over real HTTP on both sides. */
@QuarkusTest
@TestProfile(PracticeProfile.class)
@WithTestResource(FaultyUpstream.class)
class UpstreamRefusalsTest {

    /** More than the breaker looks at. */
    private static final int MANY = 60;

    @ParameterizedTest
    @CsvSource({
        "400, tutti/single, false",
        "400, tutti/single, true",
        "400, far/one, false",
        "400, tutti/self-moa, false",
        "400, tutti/mixed-moa, false",
        "413, tutti/single, false",
        "422, tutti/single, false"
    })
    void whatTheUpstreamFindsWrongIsTheCallersToMend(int status, String model, boolean stream) {
        Response response = ask(model, status, stream);

        JsonPath error = response.jsonPath();
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(400);
        assertThat(error.getString("error.code")).isEqualTo("invalid_request");
        assertThat(error.getString("error.param")).isEqualTo("top_p");
        assertThat(error.getString("error.message")).contains("far/", "top_p must be <= 2 in '" + status + "'");
        assertNoSecret(response);
    }

    @Test
    void afterTheFirstHeartbeatTheSameIsToldAsAnEvent() {
        Response response = ask("tutti/mixed-moa", 400, true);

        assertThat(response.asString())
                .contains(": tutti proposing", "\"code\":\"invalid_request\"", "\"param\":\"top_p\"")
                .doesNotContain("[DONE]");
        assertNoSecret(response);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRequestAtFaultIsAskedOnceAndOfNobodyElse(boolean stream) {
        Response response = ask("tutti/single", 400, stream);

        JsonPath row = given().get("/v1/outcomes/" + response.header("x-tutti-request-id"))
                .jsonPath();
        assertThat(row.getList("calls.attempts")).containsExactly(1);
        assertThat(row.getString("ending")).isEqualTo("failed");
        assertThat(row.prettify()).doesNotContain("top_p must be");
    }

    @Test
    void requestsAtFaultLeaveTheBreakerClosed() {
        for (int i = 0; i < MANY; i++) {
            assertThat(ask("far/one", 400, false).statusCode()).isEqualTo(400);
        }

        assertThat(ask("far/one", 200, false).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void thatOurKeyIsWrongIsNotTheCallersFault(int status) {
        for (boolean stream : new boolean[] {false, true}) {
            Response response = ask("tutti/single", status, stream);

            assertThat(response.statusCode()).isEqualTo(502);
            assertThat(response.jsonPath().getString("error.code")).isEqualTo("upstream_failed");
            assertThat(response.jsonPath().getString("error.message"))
                    .contains("far/one", "far/two", "answered " + status)
                    .doesNotContain("top_p");
            assertNoSecret(response);
        }
    }

    private static void assertNoSecret(Response response) {
        assertThat(response.asString() + response.headers()).doesNotContain(FaultyUpstream.KEY, "sk-ab", "wxyz");
    }

    private static Response ask(String model, int status, boolean stream) {
        return given().contentType("application/json")
                .body("{\"model\":\"%s\",\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"%d\"}]}"
                        .formatted(model, stream, status))
                .post("/v1/chat/completions");
    }
}
