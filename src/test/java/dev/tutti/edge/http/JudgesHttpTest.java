package dev.tutti.edge.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.memory.outcome.Label;
import dev.tutti.memory.outcome.LabelSource;
import dev.tutti.memory.outcome.LabelledRow;
import dev.tutti.memory.outcome.OutcomeLog;
import dev.tutti.memory.outcome.OutcomeQuery;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.words.chat.Usd;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An answer that two judges graded in its background, through the whole program and over real sockets. */
@QuarkusTest
@TestProfile(JudgesHttpTest.Judged.class)
@WithTestResource(JudgingUpstream.class)
@Timeout(60)
class JudgesHttpTest {
    private static final String TRAINING = "/v1/router/training";

    /** Every answer is judged, and no request audited. */
    public static final class Judged extends PracticeProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = super.getConfigOverrides();
            settings.put("tutti.judges.enabled", "true");
            settings.put("tutti.judges.rate", "1");
            return settings;
        }
    }

    @Inject
    OutcomeLog log;

    @TestHTTPResource(value = "/", management = true)
    URI operations;

    @Test
    void aLabelOfJudgesComesIntoTheLogTrainsAndItsCostIsTold() {
        given().contentType("application/json")
                .body("{\"model\":\"one/answers\",\"messages\":[{\"role\":\"user\",\"content\":\"6 x 7?\"}]}")
                .post("/v1/chat/completions")
                .then()
                .statusCode(200);

        assertThat(Soon.holds(() -> !labels().isEmpty(), Duration.ofSeconds(30)))
                .isTrue();

        assertThat(labels()).singleElement().satisfies(label -> {
            assertThat(label.source()).isEqualTo(LabelSource.JUDGE);
            assertThat(label.randomlySampled()).isTrue();
            assertThat(label.score()).isEqualTo(0.75);
        });
        assertThat(calls())
                .hasSize(2)
                .allSatisfy(call -> assertThat(call.cost()).isEqualTo(Usd.of("0.00002")));
        JsonPath insights = given().get("/v1/insights").jsonPath();
        assertThat(insights.getInt("requests")).isEqualTo(1);
        assertThat(insights.getInt("judges.calls")).isEqualTo(2);
        assertThat(insights.getDouble("judges.cost_usd")).isEqualTo(0.00004);
        assertThat(insights.getDouble("judges.agreement.value")).isEqualTo(1);
        assertThat(given().get(operations.resolve("/q/metrics")).asString())
                .contains("tutti_judgements_total{result=\"agreed\"} 1.0");
        JsonPath training = trained();
        assertThat(training.getInt("report.labelled_rows")).isEqualTo(1);
        assertThat(training.getInt("report.dropped.judging")).isEqualTo(2);
    }

    private static JsonPath trained() {
        String id = given().contentType("application/json").post(TRAINING).path("id");
        JsonPath status = given().get(TRAINING + "/" + id).jsonPath();
        while (status.getString("result") == null) {
            Thread.onSpinWait();
            status = given().get(TRAINING + "/" + id).jsonPath();
        }
        return status;
    }

    private List<Label> labels() {
        return rows().stream().flatMap(row -> row.labels().stream()).toList();
    }

    private List<OutcomeRow> calls() {
        return rows().stream().map(LabelledRow::row).filter(OutcomeRow::judging).toList();
    }

    private List<LabelledRow> rows() {
        return log.page(OutcomeQuery.all(10));
    }
}
