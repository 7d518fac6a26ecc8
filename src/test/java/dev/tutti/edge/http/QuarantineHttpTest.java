package dev.tutti.edge.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.tutti.sense.evidence.Quarantined;
import dev.tutti.serving.trust.Quarantine;
import dev.tutti.words.chat.ModelId;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A model in quarantine, as callers and operators see it. */
@QuarkusTest
@TestProfile(QuarantineHttpTest.SeldomLooking.class)
class QuarantineHttpTest {
    private static final String NANO = "practice/aria-nano";
    private static final String NAMED =
            "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"routing\":{\"explain\":true}}";

    /** No look at the empty log, not even the one at the start, ends what a test began. */
    public static final class SeldomLooking extends PracticeProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = super.getConfigOverrides();
            settings.put("quarkus.scheduler.start-mode", "halted");
            return settings;
        }
    }

    @Inject
    Quarantine quarantine;

    @Inject
    InstantSource time;

    @BeforeEach
    void begin() {
        Instant now = time.instant();
        quarantine.replace(
                Map.of(new ModelId(NANO), new Quarantined(now.minusSeconds(60), now.plus(Duration.ofDays(1)), 17, 2)));
    }

    @AfterEach
    void end() {
        quarantine.replace(Map.of());
    }

    @Test
    void theListOfModelsSaysSinceWhenUntilWhenAndWhy() {
        given().get("/v1/models/" + NANO)
                .then()
                .body("trust", equalTo("trusted"))
                .body("quarantine.reason", equalTo("influence"))
                .body("quarantine.better_without", equalTo(17))
                .body("quarantine.worse_without", equalTo(2));
    }

    @Test
    void tuttiChoosesNoPlanWithItAndWhoNamesItStillGetsIt() {
        List<String> plans = given().contentType("application/json")
                .body(NAMED.formatted("tutti/auto"))
                .post("/v1/route")
                .jsonPath()
                .getList("candidates.plan");

        assertThat(plans).isNotEmpty().noneMatch(plan -> plan.contains(NANO));
        given().contentType("application/json")
                .body(NAMED.formatted(NANO))
                .post("/v1/chat/completions")
                .then()
                .statusCode(200);
    }

    @Test
    void aReleaseEndsIt() {
        given().post("/v1/models/" + NANO + ":release").then().statusCode(200).body("quarantine", nullValue());

        assertThat(quarantine.holds(new ModelId(NANO))).isFalse();
    }

    @Test
    void onlyWhatTheCatalogueHasCanBeReleased() {
        given().post("/v1/models/none:release").then().statusCode(404).body("error.code", equalTo("model_not_found"));
    }
}
