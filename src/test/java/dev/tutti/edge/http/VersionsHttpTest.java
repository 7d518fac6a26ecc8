package dev.tutti.edge.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.tutti.memory.modelstore.Certificate;
import dev.tutti.memory.modelstore.Suspensions;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which of two real releases serves is changed over HTTP while requests come and go. */
@QuarkusTest
@TestProfile(RouterModelsProfile.class)
@Timeout(60)
class VersionsHttpTest {

    private static final String HELLO =
            "{\"model\":\"tutti/auto\",\"messages\":[{\"role\":\"user\",\"content\":\"Name a river.\"}]}";

    @Inject
    Suspensions suspensions;

    private String older;
    private String newer;

    @BeforeEach
    void newerServes() {
        List<String> ids = given().get("/v1/router/versions").jsonPath().getList("data.id");
        assertThat(ids).hasSize(2);
        newer = ids.getFirst();
        older = ids.getLast();
        promote(newer).statusCode(200);
    }

    @AfterEach
    void asScripted() {
        ScriptedRuns.SCRIPT.set(ScriptedRuns::hello);
        suspensions.replace(Set.of());
    }

    @Test
    void thePromotedVersionServesFromTheNextRequestOn() {
        assertThat(ask().getString("routing.router_version")).isEqualTo(newer);

        promote(older).statusCode(200).body("id", equalTo(older)).body("serving", equalTo(true));

        assertThat(ask().getString("routing.router_version")).isEqualTo(older);
        assertThat(serving()).containsExactly(older);
    }

    @Test
    void rollingBackServesTheVersionThatServedBefore() {
        promote(older);

        post("/v1/router:rollback").statusCode(200).body("id", equalTo(newer)).body("serving", equalTo(true));

        assertThat(ask().getString("routing.router_version")).isEqualTo(newer);
        assertThat(serving()).containsExactly(newer);
    }

    @Test
    void aRequestInFlightKeepsTheVersionThatDecidedOnIt() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CompletableFuture<Void> gate = new CompletableFuture<>();
        ScriptedRuns.SCRIPT.set((order, stream) -> {
            running.countDown();
            gate.join();
            return ScriptedRuns.hello(order, stream);
        });
        try (ExecutorService client = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<JsonPath> slow = client.submit(VersionsHttpTest::ask);
            running.await();

            promote(older).statusCode(200);
            gate.complete(null);

            String id = slow.get().getString("routing.request_id");
            assertThat(slow.get().getString("routing.router_version")).isEqualTo(newer);
            given().get("/v1/outcomes/" + id).then().body("receipt.router_version", equalTo(newer));
            assertThat(ask().getString("routing.router_version")).isEqualTo(older);
        } finally {
            gate.complete(null);
        }
    }

    @Test
    void aVersionThatIsNotThereIsNotPromotedAndWhatServesGoesOn() {
        promote("20990101T000000Z-00000000")
                .statusCode(404)
                .body("error.param", equalTo("id"))
                .body("error.message", containsString("20990101T000000Z-00000000"));

        assertThat(ask().getString("routing.router_version")).isEqualTo(newer);
    }

    @Test
    void aListOfVersionsSaysOfWhichReleaseAPromiseIsSuspended() {
        suspensions.replace(Set.of(new Suspensions.Suspended(newer, Certificate.OTHERS)));

        JsonPath listed = given().get("/v1/router/versions").jsonPath();

        assertThat(listed.getList("data[0].certificates.status")).containsExactly("suspended");
        assertThat(listed.getList("data[1].certificates.status")).containsExactly("certified");
    }

    private static JsonPath ask() {
        return given().contentType("application/json")
                .body(HELLO)
                .post("/v1/chat/completions")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static List<String> serving() {
        return given().get("/v1/router/versions").jsonPath().getList("data.findAll { it.serving }.id");
    }

    private static ValidatableResponse promote(String id) {
        return post("/v1/router/versions/" + id + ":promote");
    }

    private static ValidatableResponse post(String path) {
        return given().urlEncodingEnabled(false).post(path).then();
    }
}
