package dev.tutti.edge.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.tutti.learning.rollout.RolloutWatch;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A release that is rolled out, as callers and administrators see it. */
@QuarkusTest
@TestProfile(RolloutProfile.class)
@Timeout(120)
class RolloutHttpTest {

    private static final String HELLO =
            "{\"model\":\"tutti/auto\",\"messages\":[{\"role\":\"user\",\"content\":\"Name a river.\"}]}";

    @Inject
    RolloutWatch watch;

    /** One story: the stages are one after the other, and the end of the one is the beginning of the next. */
    @Test
    void eachAnswerNamesTheRouterThatDecidedStageByStageAndAPersonCanTakeTheChallengerBack() {
        JsonPath before = router();
        String champion = before.getString("champion");
        String challenger = before.getString("rollout.challenger");
        assertThat(before.getString("rollout.stage")).isEqualTo("shadow");
        assertThat(before.getDouble("rollout.share")).isZero();

        assertThat(versions(40)).containsExactly(champion);
        watch.look();
        assertThat(router().getString("rollout.stage")).isEqualTo("5%");
        versions(40);
        watch.look();
        assertThat(router().getString("rollout.stage")).isEqualTo("25%");

        assertThat(versions(39)).containsExactlyInAnyOrder(champion, challenger);
        watch.look();
        JsonPath now = router();
        assertThat(now.getInt("rollout.requests")).isEqualTo(39);
        assertThat(now.getInt("rollout.requests_needed")).isEqualTo(40);
        assertThat(now.getInt("rollout.pairs.count")).isZero();
        assertThat(now.getList("rollout.pairs.interval")).hasSize(2);
        assertThat(now.getMap("rollout.evidence_against")).containsOnlyKeys("quality", "failures", "cost", "latency");
        assertThat(now.getString("rollout.awaits")).isEqualTo("1 more requests until stage 100%");

        given().urlEncodingEnabled(false)
                .post("/v1/router:rollback")
                .then()
                .statusCode(200)
                .body("id", equalTo(champion))
                .body("serving", equalTo(true));
        given().get("/v1/router").then().body("champion", equalTo(champion)).body("rollout", nullValue());
        assertThat(versions(20)).containsExactly(champion);
    }

    /** The versions that the answers name; each row in the log names the same. */
    private static Set<String> versions(int requests) {
        Set<String> versions = new HashSet<>();
        for (int i = 0; i < requests; i++) {
            JsonPath answer = given().contentType("application/json")
                    .body(HELLO)
                    .post("/v1/chat/completions")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            String version = answer.getString("routing.router_version");
            JsonPath row = given().get("/v1/outcomes/" + answer.getString("routing.request_id"))
                    .jsonPath();
            assertThat(row.getString("receipt.router_version")).isEqualTo(version);
            Object arm = row.get("receipt.arm");
            if (arm != null) {
                assertThat(row.getString("receipt.arm.other")).isNotEqualTo(version);
            }
            versions.add(version);
        }
        return versions;
    }

    private static JsonPath router() {
        return given().get("/v1/router").then().statusCode(200).extract().jsonPath();
    }
}
