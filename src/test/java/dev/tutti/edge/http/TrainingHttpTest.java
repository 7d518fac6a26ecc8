package dev.tutti.edge.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.tutti.learning.training.HeldTraining;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.scheduler.Trigger;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trainings over HTTP; each stands at the trainer's door until the test lets it in. */
@QuarkusTest
@TestProfile(RouterModelsProfile.class)
@Timeout(60)
class TrainingHttpTest {

    private static final String TRAINING = "/v1/router/training";

    @Inject
    Scheduler scheduler;

    @Inject
    InstantSource time;

    @Test
    void aTrainingThatRunsIsCalledOffAndEndsAsCancelled() {
        String served = serving();
        String id =
                start("").statusCode(202).body("result", nullValue()).extract().path("id");

        start("").statusCode(409).body("error.code", equalTo("conflict"));
        given().delete(TRAINING + "/" + id)
                .then()
                .statusCode(202)
                .body("id", equalTo(id))
                .body("result", nullValue());
        HeldTraining.letIn();

        assertThat(ended(id).getString("result")).isEqualTo("cancelled");
        assertThat(serving()).as("what served").isNotNull().isEqualTo(served);
    }

    @Test
    void onceItHasEndedTheNextOneMayStartAndCallingOffChangesNothing() {
        String first = start("{}").statusCode(202).extract().path("id");
        HeldTraining.letIn();

        assertThat(ended(first).getString("result")).isEqualTo("kept");
        given().delete(TRAINING + "/" + first)
                .then()
                .statusCode(202)
                .body("result", equalTo("kept"))
                .body("percent", equalTo(100.0f));
        String second = start("").statusCode(202).extract().path("id");
        HeldTraining.letIn();
        assertThat(ended(second).getString("id")).isNotEqualTo(first);
    }

    @Test
    void anUnknownTrainingIsNeitherShownNorCalledOff() {
        given().get(TRAINING + "/training-0").then().statusCode(404).body("error.param", equalTo("id"));
        given().delete(TRAINING + "/training-0").then().statusCode(404).body("error.code", equalTo("not_found"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"rows\": 5} | rows | rows is not a field",
                "[]            | body | JSON object",
                "{             | body | not JSON"
            })
    void aBodyThatWouldBeIgnoredIsRefusedAndNothingStarts(String body, String param, String says) {
        start(body).statusCode(400).body("error.param", equalTo(param)).body("error.message", containsString(says));

        String id = start("").statusCode(202).extract().path("id");
        HeldTraining.letIn();
        assertThat(ended(id).getString("result")).isEqualTo("kept");
    }

    @Test
    void theScheduleIsSetAndNotDueAtOnce() {
        Instant now = time.instant();

        assertThat(scheduler.getScheduledJobs())
                .filteredOn(job -> String.valueOf(job.getMethodDescription()).contains("TrainingSchedule"))
                .extracting(Trigger::getNextFireTime)
                .singleElement()
                .satisfies(due -> assertThat(due).isAfter(now.plus(Duration.ofHours(6))));
    }

    private static ValidatableResponse start(String body) {
        var request = given().contentType("application/json");
        return (body.isEmpty() ? request : request.body(body)).post(TRAINING).then();
    }

    private static String serving() {
        return given().get("/v1/router/versions").jsonPath().getString("data.find { it.serving }.id");
    }

    private static JsonPath ended(String id) {
        JsonPath status = given().get(TRAINING + "/" + id).jsonPath();
        while (status.getString("result") == null) {
            Thread.onSpinWait();
            status = given().get(TRAINING + "/" + id).jsonPath();
        }
        return status;
    }
}
