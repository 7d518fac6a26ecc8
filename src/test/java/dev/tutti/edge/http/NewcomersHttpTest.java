package dev.tutti.edge.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.learning.audit.NewcomerWatch;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A model that the release has not measured, through the whole program: anchors, then a request that it serves. */
@QuarkusTest
@TestProfile(NewcomerProfile.class)
@Timeout(120)
class NewcomersHttpTest {
    private static final String ASK =
            "{\"model\":\"tutti/auto\",\"messages\":[{\"role\":\"user\",\"content\":\"Name a river.\"}],"
                    + "\"routing\":{\"task\":\"rivers\",\"quality_target\":0.5,\"strategies\":[\"single\"]}}";
    private static final int ENOUGH = 400;
    /** Requests after the one that it served, of which it must serve none. */
    private static final int AFTERWARDS = 30;

    @Inject
    NewcomerWatch watch;

    @Test
    void aNewcomerAnswersInTheBackgroundAndThenServesAsManyRequestsAsItIsAllowed() {
        watch.look();
        assertThat(newcomer().getString("newcomers[0].model")).isEqualTo(NewcomerProfile.NEW.value());
        assertThat(newcomer().getString("newcomers[0].because")).isEqualTo("not_measured");
        assertThat(newcomer().getString("newcomers[0].phase")).isEqualTo("anchors");

        List<String> asked = new ArrayList<>();
        while (asked.size() < ENOUGH && newcomer().getInt("newcomers[0].anchors.count") < 2) {
            asked.add(ask());
            watch.look();
        }
        assertThat(Soon.holds(
                        () -> asked.stream()
                                        .filter(NewcomersHttpTest::isAnchored)
                                        .count()
                                >= 2,
                        Duration.ofSeconds(30)))
                .isTrue();
        watch.look();

        JsonPath serving = newcomer();
        assertThat(serving.getString("newcomers[0].phase")).isEqualTo("serving");
        // Those that were on their way when enough had answered count too.
        assertThat(serving.getInt("newcomers[0].anchors.labelled")).isGreaterThanOrEqualTo(2);
        assertThat(serving.getDouble("newcomers[0].anchors.score")).isEqualTo(1);
        List<String> served = new ArrayList<>();
        int left = ENOUGH;
        while (left-- > 0) {
            String id = ask();
            JsonPath row = row(id);
            if (row.getString("receipt.policy").equals("newcomer") && isOfNew(row)) {
                served.add(id);
                left = Math.min(left, AFTERWARDS);
            }
        }
        assertThat(served).hasSize(1);
        JsonPath row = row(served.getFirst());
        assertThat(row.getDouble("propensity")).isGreaterThanOrEqualTo(0.5);
        assertThat(row.getBoolean("explored")).isTrue();
        watch.look();
        assertThat(newcomer().getString("newcomers[0].phase")).isEqualTo("training");
        assertThat(newcomer().getInt("newcomers[0].served")).isEqualTo(1);
    }

    private static String ask() {
        return given().contentType("application/json")
                .body(ASK)
                .post("/v1/chat/completions")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getString("routing.request_id");
    }

    private static JsonPath newcomer() {
        return given().get("/v1/router").jsonPath();
    }

    private static JsonPath row(String id) {
        return given().get("/v1/outcomes/" + id).jsonPath();
    }

    private static boolean isAnchored(String id) {
        JsonPath anchor = row(id + "-anchor");
        List<?> labels = anchor.getList("labels");
        return labels != null && !labels.isEmpty() && isOfNew(anchor);
    }

    /** The release has not measured others either, and they take their turns. */
    private static boolean isOfNew(JsonPath row) {
        return NewcomerProfile.NEW.value().equals(row.getString("plan.model"));
    }
}
