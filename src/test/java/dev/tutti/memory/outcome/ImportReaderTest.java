package dev.tutti.memory.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.memory.outcome.ImportLine.Accepted;
import dev.tutti.memory.outcome.ImportLine.Rejected;
import dev.tutti.sense.evidence.AnswerSketcher;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.catalogue.Endpoint;
import dev.tutti.words.catalogue.Origin;
import dev.tutti.words.catalogue.Price;
import dev.tutti.words.catalogue.SizeClass;
import dev.tutti.words.catalogue.Trust;
import dev.tutti.words.chat.KeyId;
import dev.tutti.words.chat.Tokens;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.Single;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ImportReaderTest {
    private static final Instant NOW = Rows.NOON.plusSeconds(3_600);
    private static final String RECORDED = """
            {"prompt":"What is 6 times 7?","model":"sim/small","score":1,"prompt_tokens":10,"completion_tokens":5,"answer":"The answer is **42**.","task":"math"}""";

    private final ImportReader reader = reader();

    @Test
    void whatAnExportWroteIsReadBackAsItWas() {
        LabelledRow row = Rows.row("r1").labelled(0.5);

        assertThat(reader.read(1, OutcomeJson.toLine(row))).isEqualTo(new Accepted(row));
    }

    @Test
    void aRecordedAnswerBecomesARowOfASinglePlanWithoutItsWords() {
        LabelledRow labelled = accepted(RECORDED);
        OutcomeRow row = labelled.row();

        assertThat(row.plan()).isEqualTo(new Single(Rows.SMALL));
        assertThat(row.propensity()).isEqualTo(1);
        assertThat(row.receipt().policy()).isEqualTo("import");
        assertThat(row.origin()).isEqualTo(Origin.REPLAYED);
        assertThat(row.key()).isEqualTo(new KeyId("importer"));
        assertThat(row.at()).isEqualTo(NOW);
        assertThat(row.features().task()).isEqualTo("math");
        assertThat(row.cost()).as("10 prompt and 5 completion tokens").isEqualTo(Usd.of("0.00002"));
        assertThat(row.sketch().orElseThrow().digest())
                .isEqualTo(AnswerSketcher.sketch("42", "stop", false).digest());
        assertThat(labelled.labels())
                .extracting(Label::score, Label::source, Label::randomlySampled)
                .containsExactly(tuple(1.0, LabelSource.REPLAY, false));
        assertThat(OutcomeJson.toLine(labelled)).doesNotContain("6 times 7", "**42**");
    }

    @Test
    void recordedAnswersToOnePromptShareItsHashAndTheSameLineKeepsItsId() {
        OutcomeRow row = accepted(RECORDED).row();
        OutcomeRow other = accepted(
                        RECORDED.replace("\"score\":1", "\"score\":0").replace("6 times", "6  times"))
                .row();

        assertThat(other.promptHash()).isEqualTo(row.promptHash());
        assertThat(other.id()).isNotEqualTo(row.id());
        assertThat(accepted(RECORDED).row().id()).isEqualTo(row.id());
    }

    @Test
    void aRecordedConversationIsThePromptOfItsMessages() {
        String messages = "\"messages\":[{\"role\":\"user\",\"content\":\"What is 6 times 7?\"}]";

        OutcomeRow row = accepted(RECORDED.replace("\"prompt\":\"What is 6 times 7?\"", messages))
                .row();

        assertThat(row.promptHash()).isEqualTo(accepted(RECORDED).row().promptHash());
    }

    @Test
    void whatIsGivenWithARecordedAnswerIsKept() {
        LabelledRow labelled = accepted(
                RECORDED.replace(
                        "{",
                        "{\"id\":\"z-1\",\"at\":\"2026-11-20T12:00:00Z\",\"cost_usd\":0.25,\"latency_ms\":812.5,\"randomly_sampled\":true,"));

        assertThat(labelled.row().id().value()).isEqualTo("z-1");
        assertThat(labelled.row().at()).isEqualTo("2026-11-20T12:00:00Z");
        assertThat(labelled.row().cost()).isEqualTo(Usd.of("0.25"));
        assertThat(labelled.row().latency()).isEqualTo(Duration.ofNanos(812_500_000));
        assertThat(labelled.labels().getFirst().randomlySampled()).isTrue();
    }

    @Test
    void aRecordedAnswerThatCannotBeTakenSaysWhy() {
        assertRejected(RECORDED.replace("sim/small", "sim/none"), "model", "\"sim/none\"", "a model of the catalogue");
        assertRejected(RECORDED.replace("\"score\":1", "\"score\":1.5"), "score", "1.5", "0 to 1");
        assertRejected(RECORDED.replace("\"score\":1,", ""), "score", "(missing)", "0 to 1");
        assertRejected(RECORDED.replace("\"score\":1", "\"score\":NaN"), "score", "", "no JSON");
        assertRejected(RECORDED.replace("\"score\":1", "\"score\":\"NaN\""), "score", "\"NaN\"", "a number");
        assertRejected(RECORDED.replace(":10,", ":-10,"), "prompt_tokens", "-10", "0 or more");
        assertRejected(RECORDED.replace("\"prompt\"", "\"prompts\""), "prompt", "(missing)", "text");
        assertRejected(RECORDED.replace("{", "{\"cost_usd\":-1,"), "cost_usd", "-1", "0 or more");
        assertRejected(RECORDED.replace("{", "{\"messages\":[],"), "messages", "[]", "at least one message");
        assertRejected(RECORDED.replace("{", "{\"at\":\"yesterday\","), "at", "\"yesterday\"", "could not be parsed");
        assertRejected(
                RECORDED.replace("{", "{\"at\":\"2026-11-20T13:05:01Z\","),
                "at",
                "2026-11-20T13:05:01Z",
                "5 minutes ahead");
    }

    @Test
    void aRowThatCannotBeTakenSaysWhy() {
        assertRejected(without("propensity"), "propensity", "(missing)", "must have");
        assertRejected(with("propensity", "1.5"), "", "", "a propensity above 0 and at most 1, was 1.5");
        assertRejected(with("plan", "{\"strategy\":\"oracle\"}"), "plan", "{\"strategy\":\"oracle\"}", "single");
        assertRejected(with("ending", "\"vanished\""), "ending", "\"vanished\"", "answered, degraded, failed");
        assertRejected(
                with("labels", "[{\"score\":2,\"source\":\"user\",\"at\":\"2026-11-20T12:00:00Z\"}]"),
                "",
                "",
                "0 to 1");
        assertRejected(with("at", "\"2026-11-20T14:00:00Z\""), "at", "2026-11-20T14:00:00Z", "5 minutes ahead");
    }

    @Test
    void numbersOfAnySizeAreRefusedAtOnce() {
        String huge = "1e999999999";

        assertRejected(RECORDED.replace("\"score\":1", "\"score\":" + huge), "score", "E+999999999", "0 to 1");
        assertRejected(RECORDED.replace("{", "{\"cost_usd\":" + huge + ","), "cost_usd", "E+999999999", "");
        assertRejected(RECORDED.replace("{", "{\"latency_ms\":" + huge + ","), "latency_ms", "E+999999999", "one day");
        assertRejected(with("latency_ms", huge), "latency_ms", "E+999999999", "");
        assertRejected(with("propensity", huge), "", "", "at most 1");
    }

    @Test
    void aLineThatIsNoObjectSaysSo() {
        assertRejected("[1]", "", "[1]", "one JSON object");
        assertRejected("{\"id\":", "id", "", "no JSON");
        assertRejected("{\"id\":\"a\",\"id\":\"b\"}", "id", "", "Duplicate");
        assertRejected("{} {}", "", "", "no JSON");
    }

    private void assertRejected(String line, String field, String value, String reason) {
        assertThat(reader.read(7, line)).isInstanceOfSatisfying(Rejected.class, rejected -> {
            assertThat(rejected.line()).isEqualTo(7);
            assertThat(rejected.field()).contains(field);
            assertThat(rejected.value()).contains(value);
            assertThat(rejected.reason()).contains(reason);
        });
    }

    private LabelledRow accepted(String line) {
        assertThat(reader.read(1, line)).isInstanceOf(Accepted.class);
        return ((Accepted) reader.read(1, line)).row();
    }

    static ImportReader reader() {
        return new ImportReader(catalogue(), new KeyId("importer"), () -> NOW);
    }

    private static String without(String field) {
        ObjectNode json = OutcomeJson.toJson(Rows.row("r1").labelled(0.5));
        json.remove(field);
        return json.toString();
    }

    private static String with(String field, String value) {
        return without(field).replaceFirst("\\{", "{\"" + field + "\":" + value + ",");
    }

    private static Catalogue catalogue() {
        Endpoint nowhere = new Endpoint(
                URI.create("http://127.0.0.1:1/v1"),
                "small",
                Optional.empty(),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                1);
        return new Catalogue(
                "c1",
                List.of(new CatalogueModel(
                        Rows.SMALL,
                        Price.perMillion("1", "2"),
                        new Tokens(1000),
                        new Tokens(100),
                        Set.of(),
                        "sim",
                        SizeClass.SMALL,
                        Trust.TRUSTED,
                        Origin.REPLAYED,
                        Optional.empty(),
                        nowhere)));
    }
}
