package dev.tutti.edge.bench;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tutti.edge.http.FaultProfile;
import dev.tutti.words.chat.Usd;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against the whole service in front of a stub catalogue, one model of which never answers. */
@QuarkusTest
@TestProfile(FaultProfile.class)
@WithTestResource(HalfMuteUpstream.class)
class LiveQualityTest implements Tutti {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int STRATEGIES = 8;

    private final StringWriter printed = new StringWriter();
    private final List<Usd> allowed = new ArrayList<>();

    @BeforeEach
    void forget() {
        HalfMuteUpstream.forget();
    }

    @Test
    void degradedAnswersAreCountedInTheirColumnAndEndNothing() {
        run("1", List.of(HalfMuteUpstream.SPEAKS, HalfMuteUpstream.MUTE), prompts("sum", 3));

        assertThat(printed.toString()).contains("Live catalogue: 3 prompts").doesNotContain("ended");
        assertThat(line("single")).contains("100.0 %", " 0 degraded", " 0 failed");
        assertThat(line("mixed-moa, vote")).contains("100.0 %", " 3 degraded", " 0 failed");
    }

    @Test
    void failedAnswersScoreNothingAreCountedInTheirColumnAndEndNothing() {
        List<RecordedPrompt> prompts = new ArrayList<>(prompts("sum", 3));
        prompts.addAll(prompts(HalfMuteUpstream.NOBODY, 1));

        run("1", List.of(HalfMuteUpstream.SPEAKS, HalfMuteUpstream.SPEAKS_TOO), prompts);

        assertThat(printed.toString()).contains("Live catalogue: 4 prompts").doesNotContain("ended");
        assertThat(line("single")).contains(" 75.0 %", " 0 degraded", " 1 failed");
        assertThat(line("cascade")).contains(" 75.0 %", " 0 degraded", " 1 failed");
    }

    @Test
    void itGoesOnUntilTheCapAndNothingIsBilledBeyondIt() {
        run("0.1", List.of(HalfMuteUpstream.SPEAKS, HalfMuteUpstream.SPEAKS_TOO), prompts("sum", 500));

        assertThat(printed.toString()).contains("  ended: ");
        assertThat(allowed).hasSizeGreaterThan(3 * STRATEGIES);
        assertThat(HalfMuteUpstream.billed()).isGreaterThan(Usd.of("0.05")).isLessThanOrEqualTo(Usd.of("0.1"));
        assertThat(allowed.getLast()).isEqualTo(Usd.of("0.1").minus(HalfMuteUpstream.billed()));
    }

    @Test
    void whatAnUnansweredRequestCostIsNotThereForTheNext() {
        run("0.1", List.of(HalfMuteUpstream.SPEAKS), prompts(HalfMuteUpstream.CUT_OFF, 500));

        assertThat(line("single")).contains(" 0.0 %", " 0 degraded").doesNotContain(" 0 failed");
        assertThat(HalfMuteUpstream.billed()).isGreaterThan(Usd.ZERO).isLessThanOrEqualTo(Usd.of("0.1"));
        assertThat(allowed.get(1)).isLessThan(allowed.getFirst());
    }

    private void run(String cap, List<String> models, List<RecordedPrompt> prompts) {
        new LiveQuality(new PrintWriter(printed), Usd.of(cap))
                .run(this, models, new RecordedSet("sums", prompts, List.of("recorded"), List.of(), Map.of()));
    }

    private static List<RecordedPrompt> prompts(String text, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new RecordedPrompt(
                        text + " " + i, "sums", Map.of("recorded", new RecordedPrompt.Arm(1, 1, 1, 0, "42"))))
                .toList();
    }

    private String line(String strategy) {
        return printed.toString()
                .lines()
                .filter(line -> line.startsWith("  live  " + strategy))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public ServedTutti.Reply get(String path) {
        return reply(given().get(path));
    }

    @Override
    public ServedTutti.Reply post(String path, JsonNode body) {
        allowed.add(Usd.of(body.at("/routing/max_cost_usd").decimalValue()));
        return reply(
                given().contentType("application/json").body(body.toString()).post(path));
    }

    private static ServedTutti.Reply reply(Response response) {
        try {
            return new ServedTutti.Reply(
                    response.statusCode(),
                    JSON.readTree(response.asString()),
                    Optional.ofNullable(response.header(ServedTutti.Reply.REQUEST_ID)));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
