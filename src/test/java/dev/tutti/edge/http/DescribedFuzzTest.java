package dev.tutti.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tutti.edge.http.Asked.Answered;
import dev.tutti.edge.http.Description.Operation;
import dev.tutti.edge.http.OddRequests.Odd;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whatever is made of the description and sent, the answer is no fault of the service and is as described. */
@QuarkusTest
@TestProfile(DescribedProfile.class)
class DescribedFuzzTest {
    private static final long SEED = Long.getLong("tutti.fuzz.seed", 20_261_127);
    /** Requests of an operation that takes a body, and of one that takes none. */
    private static final int WITH_BODY = Integer.getInteger("tutti.fuzz.requests", 200);

    private static final int WITHOUT_BODY = WITH_BODY / 4;

    /** Told by these alone: nobody but the HTTP layer has seen such a request. */
    private static final Set<Integer> HEAD_UNREADABLE = Set.of(400, 414, 431);

    @TestHTTPResource("/")
    URI service;

    @Test
    void whateverIsMadeOfTheDescriptionIsAnsweredAsDescribed() throws IOException {
        Description description = Description.of(
                new Asked("GET", "/openapi.json", Map.of(), "").of(service).body());
        List<String> faults = new ArrayList<>();
        for (Operation operation : description.operations()) {
            OddRequests requests = new OddRequests(description, operation, SEED);
            int count = operation.node().has("requestBody") ? WITH_BODY : WITHOUT_BODY;
            for (int i = 0; i < count; i++) {
                Odd odd = requests.next();
                Answered answered = odd.asked().of(service);
                faults(description, operation, odd, answered)
                        .forEach(fault ->
                                faults.add(operation + ": " + fault + "\n  " + odd.asked() + "\n  " + shown(answered)));
            }
        }

        assertThat(faults).isEmpty();
    }

    private static List<String> faults(Description description, Operation operation, Odd odd, Answered answered)
            throws IOException {
        if (answered.status() >= 500 && !isLate(odd, answered)) {
            return List.of("a fault of the service");
        }
        if (HEAD_UNREADABLE.contains(answered.status()) && answered.body().isEmpty()) {
            return List.of();
        }
        if (odd.own() && (answered.status() == 200 || isDescribed(description, operation, answered))) {
            return Conformity.faults(description, operation, answered);
        }
        // What the HTTP layer, or an address that is none of the operation's, says: an error like any other.
        if (odd.asked().method().equals("HEAD") || answered.status() == 200) {
            return List.of();
        }
        return answered.type().equals("application/json")
                ? description.faults(
                        description.component("schemas").path("Error"), Description.JSON.readTree(answered.body()))
                : List.of("an error that is no JSON");
    }

    /** Who asks for an answer within a moment may be told that there was none. */
    private static boolean isLate(Odd odd, Answered answered) {
        return answered.status() == 504
                && (odd.asked().body().contains("max_latency_ms")
                        || odd.asked().headers().containsKey("x-tutti-max-latency-ms"));
    }

    private static boolean isDescribed(Description description, Operation operation, Answered answered) {
        JsonNode response = operation.responses(description).get(Integer.toString(answered.status()));
        return response != null && !answered.body().isEmpty();
    }

    private static String shown(Answered answered) {
        String text = answered.toString();
        return text.length() > 1_500 ? text.substring(0, 1_500) : text;
    }
}
