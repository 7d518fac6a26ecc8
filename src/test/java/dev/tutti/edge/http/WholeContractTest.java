package dev.tutti.edge.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tutti.serving.provider.Plays;
import dev.tutti.serving.provider.StubUpstream;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a single plan changes on the way, there and back: nothing but what it must. The folder {@code contract} holds every
 * field of a request, an answer and a stream, and one that nobody knows on every level.
 */
@QuarkusTest
@TestProfile(FaultProfile.class)
@WithTestResource(AbleStub.class)
class WholeContractTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path FOLDER = Path.of("src", "test", "resources", "contract");
    private static final String HEAD =
            "\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"able-2026\"";

    private StubUpstream stub;

    @BeforeEach
    void well() {
        stub.play(Plays.good("42"));
    }

    @Test
    void everyFieldOfARequestArrivesAsItWasSent() throws Exception {
        String sent = inOneLine("request.json");

        assertThat(arrived(sent)).isEqualTo(sent.replace("able/one", "able"));
    }

    @Test
    void whatIsNotSaidIsAddedAtTheEndAndNothingElse() {
        String sent = json("{'messages':[{'role':'user','content':'hi'}],'model':'able/one','x':1}");

        assertThat(arrived(sent))
                .matches(json("\\{'model':'able','messages':\\[\\{'role':'user','content':'hi'\\}\\],'x':1,"
                        + "'max_tokens':\\d+,'stream':false\\}"));
    }

    @Test
    void theLimitKeepsItsPlaceAndName() {
        String sent =
                json("{'model':'able/one','max_tokens':7,'messages':[{'role':'user','content':'hi'}],'stream':false}");

        assertThat(arrived(sent)).isEqualTo(sent.replace("able/one", "able"));
    }

    @Test
    void escapesKeepTheirMeaning() throws JsonProcessingException {
        String text = "\"\\u00e9 \\/ \\n \\u0001 \\ud83d\\ude00 \\\" \\\\\"";

        JsonNode arrived = JSON.readTree(
                arrived("{\"model\":\"able/one\",\"messages\":[{\"role\":\"user\",\"content\":" + text + "}]}"));

        assertThat(arrived.at("/messages/0/content")).isEqualTo(JSON.readTree(text));
    }

    @Test
    void theOptionsOfAStreamAreKeptBesideTheUsageThatIsAskedFor() {
        String sent =
                json("{'model':'able/one','messages':[{'role':'user','content':'hi'}],'max_tokens':7,'stream':true,"
                        + "'stream_options':{'include_obfuscation':false,'x_option':1.0}}");

        assertThat(arrived(sent))
                .isEqualTo(sent.replace("able/one", "able").replace("1.0}}", "1.0,\"include_usage\":true}}"));
    }

    /** A part is read for what it costs and which models can take it, and a role for who may speak: both are closed sets. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'role':'narrator','content':'x'} | messages[0].role | developer
            {'role':'user','content':[{'type':'video_url','video_url':{'url':'https://a.example'}}]} | messages[0].content[0].type | file
            {'role':'user','content':[{'type':'file','file':{'file_id':'file-1'}}]} | messages[0].content[0].file.file_data | missing
            """)
    void whatNobodyKnowsOfAMessageIsRefusedWithWhatIsAllowed(String message, String param, String says) {
        int before = stub.requests().size();

        Response answer = ask(json("{'model':'able/one','messages':[" + message + "]}"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.jsonPath().getString("error.param")).isEqualTo(param);
        assertThat(answer.jsonPath().getString("error.message")).contains(says);
        assertThat(stub.requests()).hasSize(before);
    }

    @Test
    void whatAnAnswerHoldsComesBack() throws Exception {
        List<String> lines = Files.readAllLines(FOLDER.resolve("answer.json"));
        stub.play(Plays.json(String.join("", lines)));

        String answer = ask(asking(false)).asString();

        assertThat(answer)
                .contains("\"model\":\"able-2026\"")
                .contains(lines.get(1))
                .contains(json("'completion_tokens_details':{'reasoning_tokens':2},'x_usage':1.0"))
                .contains(lines.get(3).substring(0, lines.get(3).length() - 1));
    }

    @Test
    void whatTheChunksOfAStreamHoldComesBack() throws Exception {
        List<String> chunks = Files.readAllLines(FOLDER.resolve("chunks.txt"));
        StringBuilder events = new StringBuilder();
        chunks.forEach(chunk -> events.append(event(chunk)));
        events.append(event(json("'choices':[],'usage':{'prompt_tokens':10,'completion_tokens':5,'total_tokens':15,"
                + "'completion_tokens_details':{'reasoning_tokens':2}},'x_groq':{'id':'r'}")));
        stub.play(Plays.events(events + Plays.DONE));

        List<String> told = ask(asking(true))
                .asString()
                .lines()
                .filter(line -> line.startsWith("data: {"))
                .toList();

        assertThat(told).hasSize(chunks.size() + 1);
        for (int i = 0; i < chunks.size(); i++) {
            assertAllOf(chunks.get(i), told.get(i));
        }
        assertThat(told.getLast())
                .contains("\"choices\":[]", "\"reasoning_tokens\":2", json("'x_groq':{'id':'r'}"), "\"routing\":");
    }

    /** The role stands in the first delta alone, whoever says it. */
    private static void assertAllOf(String chunk, String told) throws JsonProcessingException {
        JsonNode sent = JSON.readTree("{" + chunk + "}");
        JsonNode came = JSON.readTree(told.substring("data: ".length()));
        sent.properties()
                .forEach(field -> assertThat(came.get(field.getKey())).as(told).isEqualTo(field.getValue()));
        for (String number : List.of("1e-7", "1.50", "-3.1281633e-7", "2.0")) {
            assertThat(told.contains(number)).as(told).isEqualTo(chunk.contains(number));
        }
    }

    private static String event(String chunk) {
        return "data: {" + HEAD + "," + chunk + "}\n\n";
    }

    private static String inOneLine(String file) throws IOException {
        return String.join("", Files.readAllLines(FOLDER.resolve(file)));
    }

    private String arrived(String sent) {
        int before = stub.requests().size();
        Response answer = ask(sent);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return stub.requests().get(before).text();
    }

    private static String asking(boolean streamed) {
        String options = streamed ? ",'stream_options':{'include_usage':true}" : "";
        return json(
                "{'model':'able/one','messages':[{'role':'user','content':'hi'}],'stream':" + streamed + options + "}");
    }

    private static Response ask(String body) {
        return given().contentType("application/json")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/v1/chat/completions");
    }

    private static String json(String quoted) {
        return quoted.replace('\'', '"');
    }
}
