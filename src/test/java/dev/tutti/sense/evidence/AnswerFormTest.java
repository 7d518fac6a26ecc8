package dev.tutti.sense.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AnswerFormTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Far above what a bounded check takes on a busy machine, far below what an unbounded one takes. */
    private static final Duration SOON = Duration.ofSeconds(20);

    private static AnswerForm schema(String schema) {
        return format("{'type':'json_schema','json_schema':{'name':'n','schema':" + schema + "}}");
    }

    private static AnswerForm format(String format) {
        try {
            JsonNode read = JSON.readTree(format.replace('\'', '"'));
            return AnswerForm.of(read);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a test's own JSON is broken", e);
        }
    }

    private static String quoted(String text) {
        return text.replace('\'', '"');
    }

    @Test
    void anObjectIsTheWholeTextAndNothingElse() {
        AnswerForm form = format("{'type':'json_object'}");

        assertThat(form.faults(" {\"a\": 1}\n")).isEmpty();
        assertThat(List.of("[1]", "```json\n{}\n```", "Sure: {}", "{} {}", "", "{", "{\"a\":".repeat(5000)))
                .allSatisfy(text -> assertThat(form.faults(text)).hasSize(1));
    }

    @Test
    void anyOtherFormatLetsEveryTextPass() {
        assertThat(format("{'type':'text'}").faults("no JSON")).isEmpty();
        assertThat(format("{}").json()).isFalse();
    }

    @Test
    void aSchemaSaysWhatIsWrongAndWhere() {
        AnswerForm form = schema("{'type':'object','properties':{'a':{'type':'integer'}},'required':['a'],"
                + "'additionalProperties':false}");

        assertThat(form.faults("{\"a\": 1}")).isEmpty();
        assertThat(form.faults("{\"a\": \"one\"}"))
                .singleElement()
                .asString()
                .contains("/a")
                .contains("integer");
        assertThat(form.faults("{\"b\": 1}")).hasSize(2);
    }

    @Test
    void aSchemaMayReferToItselfAndToItsParts() {
        AnswerForm tree = schema("{'$defs':{'t':{'type':'object','properties':{'l':{'$ref':'#/$defs/t'},"
                + "'r':{'$ref':'#/$defs/t'}}}},'$ref':'#/$defs/t'}");

        assertThat(tree.faults(quoted("{'l':{'r':{'l':{}}}}"))).isEmpty();
        assertThat(tree.faults(quoted("{'l':{'r':{'l':3}}}"))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'type':'banana'} | /type",
                "{'properties':3} | /properties",
                "{'type':'object','required':'a'} | /required",
                "{'$id':'http://127.0.0.1:1/a#b'} | /$id",
                "{'properties':{'a':{'pattern':'['}}} | cannot be used",
                "{'$schema':'http://127.0.0.1:1/mine'} | has as $schema one of",
                "{'$ref':'#/$defs/none'} | references stay inside the schema",
                "{'$ref':'file:///etc/passwd'} | references stay inside the schema",
                "{'properties':{'a':{'$ref':'classpath:application.properties'}}} | references stay inside the schema",
                "[] | is an object, was array",
            })
    void aSchemaThatIsNoneIsRefusedByItsPath(String schema, String complaint) {
        assertThatThrownBy(() -> schema(schema))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("response_format.json_schema.schema ")
                .hasMessageContaining(complaint);
    }

    @Test
    void aSchemaBeyondTheLimitIsRefused() {
        assertThatThrownBy(() -> schema("{'description':'" + "x".repeat(200_000) + "'}"))
                .hasMessageContaining("is at most 200000 characters long");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'$ref':'URL'}",
                "{'$schema':'URL','type':'object'}",
                "{'$dynamicRef':'URL#a'}",
                "{'$id':'URL','properties':{'a':{'$ref':'other'}}}",
                "{'allOf':[{'$schema':'URL','$id':'URL'}]}"
            })
    void noReferenceIsEverFetched(String schema) throws IOException {
        try (ServerSocket trap = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + trap.getLocalPort() + "/schema.json";

            try {
                schema(schema.replace("URL", url)).faults("{\"a\": 1}");
            } catch (IllegalArgumentException refused) {
                assertThat(refused).hasMessageStartingWith("response_format.json_schema.schema");
            }

            trap.setSoTimeout(200);
            assertThatThrownBy(trap::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "^(a+)+$",
                "(x+x+)+y",
                "^(([a-z])+.)+[A-Z]([a-z])+$",
                "(.*)(.*)(.*)(.*)(.*)[^a]b",
                "^(?:|){60}b$",
                "^(?=(a+)+$)b",
                "(((a{1000}){1000}){1000})"
            })
    void noPatternHangs(String pattern) {
        assertTimeout(SOON, () -> {
            AnswerForm form = schema("{'properties':{'s':{'type':'string','pattern':'" + pattern + "'}}}");
            form.faults("{\"s\": \"" + "a".repeat(50_000) + "!\"}");
        });
    }

    @Test
    void aPatternIsCheckedAndOneBeyondLinearTimeIsNot() {
        assertThat(schema("{'properties':{'s':{'pattern':'^[a-c\\\\u0064]{2}$'}}}")
                        .faults("{\"s\": \"ad\"}"))
                .isEmpty();
        assertThat(schema("{'properties':{'s':{'pattern':'^[a-c]{2}$'}}}").faults("{\"s\": \"ax\"}"))
                .hasSize(1);
        assertThat(schema("{'properties':{'s':{'pattern':'^(?!a)'}}}").faults("{\"s\": \"a\"}"))
                .isEmpty();
    }

    @Test
    void aSchemaOfAlternativesOfAlternativesIsRefusedBeforeItIsBuilt() {
        StringBuilder schema = new StringBuilder("{'$defs':{");
        IntStream.range(0, 40)
                .forEach(i -> schema.append("'a" + i + "':{'anyOf':[{'$ref':'#/$defs/a" + (i + 1)
                        + "'},{'$ref':'#/$defs/a" + (i + 1) + "'}]},"));
        schema.append("'a40':{'type':'string'}},'$ref':'#/$defs/a0'}");

        assertTimeout(
                SOON,
                () -> assertThatThrownBy(() -> schema(schema.toString()))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("too much work"));
    }

    @Test
    void aSchemaThatDoublesItsWorkWithEveryLevelOfTheAnswerEnds() {
        String again = "{'properties':{'a':{'$ref':'#'}},'required':['b']}";

        assertTimeout(SOON, () -> {
            AnswerForm form = schema("{'anyOf':[" + again + "," + again + "]}");
            assertThat(form.faults("{\"a\":".repeat(60) + "1" + "}".repeat(60)))
                    .containsExactly("the value takes too much work to check, or cannot be checked");
        });
    }

    @Test
    void aSchemaThatIsItsOwnReferenceIsNoEndlessWork() {
        assertTimeout(SOON, () -> {
            try {
                assertThat(schema("{'$ref':'#'}").faults("{}")).hasSize(1);
            } catch (IllegalArgumentException refused) {
                assertThat(refused).hasMessageStartingWith("response_format.json_schema.schema");
            }
        });
    }

    @ParameterizedTest
    @CsvSource({
        "abc, 3",
        "a{10}, 10",
        "'(ab){10}', 40",
        "'((a{100}){100}){100}', 1000000",
        "'[a-z]{2,5}x', 6",
        "'a\\{3\\}', 4"
    })
    void aPatternsSizeCountsWhatRepetitionsWriteOut(String pattern, long least) {
        assertThat(PatternSize.of(pattern)).isBetween(least, least * 2 + 4);
    }
}
