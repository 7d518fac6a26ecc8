package dev.tutti.edge.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.learning.rollout.RolloutStanding;
import dev.tutti.learning.rollout.RolloutWatch;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Paired audits through the whole program: the first release beside the rule. */
@QuarkusTest
@TestProfile(FirstRolloutProfile.class)
@Timeout(120)
class PairedAuditsHttpTest {

    private static final String ASK =
            "{\"model\":\"tutti/auto\",\"messages\":[{\"role\":\"user\",\"content\":\"Prove that there are"
                    + " infinitely many primes.\"}],\"routing\":{\"task\":\"rivers\",\"quality_target\":0.85,\"explore\":false}}";

    @Inject
    RolloutWatch watch;

    @Test
    void whereTheReleaseWouldRunAnotherPlanThanTheRuleThatPlanRunsTooAndTheTwoAreCompared() {
        JsonPath answer = given().contentType("application/json")
                .body(ASK)
                .post("/v1/chat/completions")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        String id = answer.getString("routing.request_id");
        JsonPath served = given().get("/v1/outcomes/" + id).jsonPath();

        assertThat(answer.getString("routing.router_version")).isEqualTo("none");
        assertThat(served.getBoolean("receipt.arm.alike")).isFalse();
        assertThat(Soon.holds(() -> pairs(id).size() == 1 && labelled(id + "-pair"), Duration.ofSeconds(30)))
                .isTrue();
        JsonPath pair = given().get("/v1/outcomes/" + id + "-pair").jsonPath();
        assertThat(pair.getString("receipt.policy")).isEqualTo("paired");
        assertThat(pair.getString("receipt.router_version")).isEqualTo(served.getString("receipt.arm.other"));
        assertThat(pair.getBoolean("receipt.arm.challenger")).isTrue();

        watch.look();
        RolloutStanding standing = watch.standing().orElseThrow();
        assertThat(standing.requests()).isEqualTo(1);
        assertThat(standing.pairs().count()).isEqualTo(1);
        assertThat(standing.pairs().difference()).isZero();
    }

    private static List<String> pairs(String request) {
        return given().get("/v1/outcomes?audit_of=" + request).jsonPath().getList("data.id");
    }

    private static boolean labelled(String row) {
        return !given().get("/v1/outcomes/" + row).jsonPath().getList("labels").isEmpty();
    }
}
