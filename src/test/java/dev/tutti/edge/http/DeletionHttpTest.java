package dev.tutti.edge.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Deletion of what is kept, through the whole program: rows, answers that would be given again, conversations. */
@QuarkusTest
@TestProfile(SessionsProfile.class)
@WithTestResource(RememberingUpstream.class)
class DeletionHttpTest {
    private static final String LONG = "Rivers are what we speak about here, at some length. ".repeat(150);

    private final String session = UUID.randomUUID().toString();

    @Test
    void aSessionIsForgottenWithItsRowsItsAnswersAndWhereItWas() {
        String id = ask("ann", "dear/one", session);
        ask("bob", "dear/one", session);
        String other = ask("ann", "dear/one", session + "-2");
        assertThat(planOf("ann", session)).isEqualTo("single(dear/one)");

        Response deleted = as("ann").delete("/v1/outcomes?key=ann&session=" + session);

        assertThat(deleted.statusCode()).isEqualTo(200);
        assertThat(deleted.asString())
                .isEqualTo("{\"object\":\"deletion\",\"requests\":1,\"audits\":0,\"embeddings\":0,\"labels\":0}");
        assertThat(as("ann").get("/v1/outcomes/" + id).statusCode()).isEqualTo(404);
        assertThat(as("ann").get("/v1/outcomes/" + other).statusCode()).isEqualTo(200);
        assertThat(planOf("ann", session)).isEqualTo("single(fair/one)");
        assertThat(planOf("bob", session)).isEqualTo("single(dear/one)");
        assertThat(planOf("ann", session + "-2")).isEqualTo("single(dear/one)");
    }

    @Test
    void anAnswerIsNotGivenAgainOnceItsRequestItsSessionOrItsKeyIsDeleted() {
        for (String path : new String[] {"/{id}", "?key=cat&session=" + session, "?key=cat"}) {
            Response first = cached();
            assertThat(cached().header("x-tutti-cache")).isEqualTo("hit");

            String id = first.header("x-tutti-request-id");
            assertThat(as("ann")
                            .delete("/v1/outcomes" + path.replace("{id}", id))
                            .statusCode())
                    .isEqualTo(200);

            assertThat(cached().header("x-tutti-cache")).as(path).isEqualTo("miss");
            assertThat(as("ann").get("/v1/outcomes/" + id).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void aRequestThatIsNotThereIsNotFound() {
        Response none = as("ann").delete("/v1/outcomes/never-" + session);

        assertThat(none.statusCode()).isEqualTo(404);
        assertThat(none.jsonPath().getString("error.param")).isEqualTo("id");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``| key | key was left out; a deletion is of the requests of one key, or of one session of it
            `?session=s1` | key | key was left out; a deletion is of the requests of one key, or of one session of it
            `?key=ann&session=` | session | session is the name of a session, was ""
            `?key=ann&model=m` | model | "model" is not a filter of deletions; allowed are key, session
            """)
    void noMoreIsDeletedThanWasAskedFor(String query, String param, String message) {
        String id = ask("ann", "fair/one", session);

        Response refused = as("ann").delete("/v1/outcomes" + query);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.jsonPath().getString("error.param")).isEqualTo(param);
        assertThat(refused.jsonPath().getString("error.message")).isEqualTo(message);
        assertThat(as("ann").get("/v1/outcomes/" + id).statusCode()).isEqualTo(200);
    }

    private Response cached() {
        return as("cat").body(body("fair/one", session, ",'temperature':0")).post("/v1/chat/completions");
    }

    private static String ask(String key, String model, String session) {
        Response answer = as(key).body(body(model, session, "")).post("/v1/chat/completions");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer.header("x-tutti-request-id");
    }

    private static String planOf(String key, String session) {
        return as(key).body(body("tutti/auto", session, ""))
                .post("/v1/route")
                .jsonPath()
                .getString("plan");
    }

    private static RequestSpecification as(String key) {
        return given().contentType("application/json").header("Authorization", "Bearer " + key);
    }

    private static String body(String model, String session, String more) {
        return ("{'model':'%s','messages':[{'role':'user','content':'%s'}],'routing':{'session':'%s',"
                        + "'strategies':['single'],'quality_target':0.1,'explore':false}%s}")
                .formatted(model, LONG, session, more)
                .replace('\'', '"');
    }
}
