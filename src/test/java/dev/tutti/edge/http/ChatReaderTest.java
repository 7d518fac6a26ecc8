package dev.tutti.edge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tutti.words.chat.Ability;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ChatReaderTest {

    private final ChatReader reader = new ChatReader(3);

    @Test
    void modelAndRoutingNeverReachTheUpstreamAndUnknownFieldsDo() {
        ChatForm form = read("""
                {"model":"m","routing":{"explain":true},"messages":[{"role":"user","content":"hi"}],"vendor_field":{"a":1}}""");

        assertThat(form.request().body().has("model")).isFalse();
        assertThat(form.request().body().has("routing")).isFalse();
        assertThat(form.request().body().path("vendor_field").path("a").asInt()).isEqualTo(1);
        assertThat(form.routing()).isPresent();
    }

    @Test
    void needsAreReadOffToolsSchemaPartsAndLogprobs() {
        ChatForm form = read("""
                {"model":"m","tools":[{"type":"function"}],"logprobs":true,
                 "response_format":{"type":"json_schema","json_schema":{"name":"x"}},
                 "messages":[{"role":"user","content":[{"type":"text","text":"a"},{"type":"text","text":"b"},
                   {"type":"image_url","image_url":{"url":"data:"}},{"type":"input_audio","input_audio":{}},
                   {"type":"file","file":{"file_data":"data:"}}]}]}""");

        assertThat(form.request().needs())
                .containsExactlyInAnyOrderElementsOf(
                        EnumSet.complementOf(EnumSet.of(Ability.FIXED_SAMPLING, Ability.EMBEDDINGS)));
        assertThat(form.request().messages().getFirst().text()).isEqualTo("a\nb");
    }

    @Test
    void numbersGoOnAsExactlyAsTheyCame() {
        ChatForm form = read("""
                {"model":"m","temperature":0.30000000000000004,"messages":[{"role":"user","content":"hi"}]}""");

        assertThat(form.request().body().toString()).contains("0.30000000000000004");
    }

    static Stream<Arguments> badBodies() {
        String chat = "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";
        return Stream.of(
                Arguments.of("", "body", "empty"),
                Arguments.of("[1]", "body", "an array of 1"),
                Arguments.of("{\"model\":", "body", "line 1"),
                Arguments.of("{\"model\":\"m\",\"model\":\"n\"}", "body", "no name twice"),
                Arguments.of("{} {}", "body", "nothing after it"),
                Arguments.of("{\"a\":" + "[".repeat(300) + "]".repeat(300) + "}", "body", "200 levels"),
                Arguments.of("{\"a\":" + "9".repeat(200) + "}", "body", "numbers of 100"),
                Arguments.of("{\"a\":{\"b\":[1e999]}}", "a.b[0]", "beyond 1e308"),
                Arguments.of("{\"a\":NaN}", "body", "not JSON"),
                Arguments.of("{\"a\":\"\\ud800x\"}", "a", "half a surrogate pair"),
                Arguments.of("{\"a\":\"x\\u0000\"}", "a", "NUL"),
                Arguments.of("{\"a\\ud800\":1}", "body", "half a surrogate pair"),
                Arguments.of("{" + chat + "}", "model", "missing"),
                Arguments.of("{\"model\":7," + chat + "}", "model", "a string, was 7"),
                Arguments.of("{\"model\":\"m\"}", "messages", "1 to 3 messages, is missing"),
                Arguments.of("{\"model\":\"m\",\"messages\":[]}", "messages", "an array of 0"),
                Arguments.of(
                        "{\"model\":\"m\",\"messages\":[{},{},{},{}]}", "messages", "at most 3, was an array of 4"),
                Arguments.of("{\"model\":\"m\",\"messages\":[3]}", "messages[0]", "was 3"),
                Arguments.of(
                        "{\"model\":\"m\",\"messages\":[{\"role\":\"wizard\",\"content\":\"x\"}]}",
                        "messages[0].role",
                        "system, developer, user, assistant, tool, function, was \"wizard\""),
                Arguments.of("{\"model\":\"m\",\"messages\":[{\"role\":\"user\"}]}", "messages[0].content", "missing"),
                Arguments.of(
                        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"hologram\"}]}]}",
                        "messages[0].content[0].type",
                        "\"hologram\""),
                Arguments.of("{\"model\":\"m\",\"n\":0," + chat + "}", "n", "1 to 128, was 0"),
                Arguments.of("{\"model\":\"m\",\"n\":1.5," + chat + "}", "n", "was 1.5"),
                Arguments.of("{\"model\":\"m\",\"temperature\":3," + chat + "}", "temperature", "0 to 2, was 3"),
                Arguments.of(
                        "{\"model\":\"m\",\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"schema\":3}},"
                                + chat + "}",
                        "response_format.json_schema.schema",
                        "an object, was 3"),
                Arguments.of(
                        "{\"model\":\"m\",\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"schema\":"
                                + "{\"properties\":{\"a\":{\"type\":\"number or so\"}}}}}," + chat + "}",
                        "response_format.json_schema.schema",
                        "/properties/a/type"),
                Arguments.of(
                        "{\"model\":\"m\",\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"schema\":"
                                + "{\"$ref\":\"http://127.0.0.1:9/a.json\"}}}," + chat + "}",
                        "response_format.json_schema.schema",
                        "references stay inside the schema"),
                Arguments.of("{\"model\":\"m\",\"stream\":\"yes\"," + chat + "}", "stream", "true or false"),
                Arguments.of(
                        "{\"model\":\"m\",\"max_tokens\":1,\"max_completion_tokens\":2," + chat + "}",
                        "max_tokens",
                        "both equal"),
                Arguments.of(
                        "{\"model\":\"m\",\"routing\":[]," + chat + "}", "routing", "an object, was an array of 0"),
                Arguments.of(
                        "{\"model\":\"m\",\"stream_options\":{\"include_usage\":true}," + chat + "}",
                        "stream_options",
                        "only when stream is true"));
    }

    @ParameterizedTest
    @MethodSource("badBodies")
    void aRefusalNamesFieldValueAndWhatIsAllowed(String body, String param, String words) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> read(body));

        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(refusal.body().path("error").path("param").asText()).isEqualTo(param);
        assertThat(refusal.getMessage()).contains(words).hasSizeLessThan(600);
    }

    @Test
    void aBodyThatIsNotUtf8IsRefused() {
        byte[] latin = "{\"model\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1);

        Refusal refusal = catchThrowableOfType(Refusal.class, () -> reader.read(StrictJson.object(latin)));

        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
    }

    @Test
    void aHundredThousandMessagesAreRefusedByCount() {
        String messages = "{\"role\":\"user\",\"content\":\"x\"},".repeat(100_000);
        String body = "{\"model\":\"m\",\"messages\":[" + messages.substring(0, messages.length() - 1) + "]}";

        Refusal refusal = catchThrowableOfType(Refusal.class, () -> read(body));

        assertThat(refusal.getMessage()).contains("messages", "100000");
    }

    private ChatForm read(String body) {
        return reader.read(StrictJson.object(body.getBytes(StandardCharsets.UTF_8)));
    }
}
