package dev.tutti.serving.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.core.ObjectMappers;
import com.anthropic.models.messages.MessageCreateParams;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.sense.budget.Deadline;
import dev.tutti.sense.budget.MonotonicClock;
import dev.tutti.words.chat.RequestId;
import dev.tutti.words.chat.Tokens;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AnthropicBodyTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String USER = "'messages':[{'role':'user','content':'hi'}]";
    private static final String TOOLS = "'tools':[{'type':'function','function':{'name':'look','description':'Looks.',"
            + "'strict':true,'parameters':{'type':'object','properties':{'at':{'type':'string'}}}}},"
            + "{'type':'function','function':{'name':'stop'}}]";

    /** Everything that Messages have words for. */
    private static final String RICH = """
            {%s,'messages':[
            {'role':'system','content':'Be brief.'},
            {'role':'user','content':[{'type':'text','text':'What is this?'},
              {'type':'image_url','image_url':{'url':'data:image/png;base64,iVBORw0='}},
              {'type':'image_url','image_url':{'url':'https://example.org/a.png','detail':'low'}}]},
            {'role':'assistant','content':'I look.','tool_calls':[
              {'id':'functions.look:0','type':'function','function':{'name':'look','arguments':'{\\"at\\":\\"it\\"}'}},
              {'id':'call_2','type':'function','function':{'name':'stop','arguments':''}}]},
            {'role':'tool','tool_call_id':'functions.look:0','content':'a cat'},
            {'role':'tool','tool_call_id':'call_2','content':''},
            {'role':'developer','content':[{'type':'text','text':'Be kind.'}]},
            {'role':'user','content':'Well?'}],
            'max_tokens':50,'temperature':0.5,'top_k':5,'stop':['END'],'user':'u1'}""".formatted(TOOLS);

    private static ObjectNode chat(String text) throws Exception {
        return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
    }

    private static JsonNode sent(String text) throws Exception {
        return sent(chat(text));
    }

    /** As it is read on the other side. */
    private static JsonNode sent(ObjectNode chat) throws Exception {
        MonotonicClock clock = MonotonicClock.system();
        var model = TestCalls.claude("a", URI.create("http://127.0.0.1:1/v1"));
        ModelCall call = TestCalls.call(model, clock, Duration.ofSeconds(1), false, () -> true, chat);
        return JSON.readTree(JSON.writeValueAsBytes(new AnthropicBody(JSON).tree(call)));
    }

    @Test
    void aConversationBecomesTurnsOfBlocksAndTheSystemsText() throws Exception {
        JsonNode body = sent(RICH);

        assertThat(body.path("system").asText()).isEqualTo("Be brief.\n\nBe kind.");
        assertThat(body.path("messages")).isEqualTo(chat("""
                {'messages':[
                {'role':'user','content':[{'type':'text','text':'What is this?'},
                  {'type':'image','source':{'type':'base64','media_type':'image/png','data':'iVBORw0='}},
                  {'type':'image','source':{'type':'url','url':'https://example.org/a.png'}}]},
                {'role':'assistant','content':[{'type':'text','text':'I look.'},
                  {'type':'tool_use','id':'functions_look_0','name':'look','input':{'at':'it'}},
                  {'type':'tool_use','id':'call_2','name':'stop','input':{}}]},
                {'role':'user','content':[
                  {'type':'tool_result','tool_use_id':'functions_look_0','content':[{'type':'text','text':'a cat'}]},
                  {'type':'tool_result','tool_use_id':'call_2'},
                  {'type':'text','text':'Well?'}]}]}""").path("messages"));
    }

    /** Where the turn before ended it may be read, where this one ends the next one may. */
    @Test
    void aConversationThatIsCachedIsMarkedWhereTheSystemAndTheLastTwoTurnsOfTheUserEnd() throws Exception {
        JsonNode body = cached(chat(RICH));

        assertThat(body.path("system")).isEqualTo(JSON.readTree("""
                        [{"type":"text","text":"Be brief.\\n\\nBe kind.","cache_control":{"type":"ephemeral"}}]"""));
        assertThat(body.at("/messages/0/content/2").toString())
                .isEqualTo("{\"type\":\"image\",\"source\":{\"type\":\"url\",\"url\":\"https://example.org/a.png\"},"
                        + "\"cache_control\":{\"type\":\"ephemeral\"}}");
        assertThat(body.at("/messages/2/content/2/cache_control/type").asText()).isEqualTo("ephemeral");
        assertThat(body.findValues("cache_control")).hasSize(3);
        ObjectNode plain = (ObjectNode) sent(RICH);
        withoutMarks(body);
        plain.remove("system");
        ((ObjectNode) body).remove("system");
        assertThat(body).as("and nothing else of it is another").isEqualTo(plain);
    }

    private static void withoutMarks(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove("cache_control");
        }
        node.forEach(AnthropicBodyTest::withoutMarks);
    }

    @Test
    void aFirstTurnWithoutASystemHasOneMark() throws Exception {
        assertThat(cached(chat("{" + USER + "}")).findValues("cache_control")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'messages':[{'role':'user','content':[{'type':'text','text':'hi','cache_control':{'type':'ephemeral'}}]}]}
            {'messages':[{'role':'user','content':'hi','cache_control':{'type':'ephemeral'}}]}
            {'messages':[{'role':'user','content':'hi'}],'tools':[{'type':'function','cache_control':{},'function':{'name':'f'}}]}
            """)
    void whoHasMarksOfItsOwnGetsNoneOfOurs(String marked) throws Exception {
        assertThat(cached(chat(marked)).findValues("cache_control")).isEmpty();
    }

    private static JsonNode cached(ObjectNode chat) throws Exception {
        MonotonicClock clock = MonotonicClock.system();
        var model = TestCalls.claude("a", URI.create("http://127.0.0.1:1/v1"));
        ModelCall call = new ModelCall(
                new RequestId("r1"),
                model,
                new Question.Conversation(chat, new Tokens(100), false, true),
                Deadline.in(Duration.ofSeconds(1), clock),
                () -> true);
        return JSON.readTree(JSON.writeValueAsBytes(new AnthropicBody(JSON).tree(call)));
    }

    @Test
    void allElseGoesUnderTheNamesOfMessages() throws Exception {
        ObjectNode rest = ((ObjectNode) sent(RICH)).without(List.of("messages", "system", "tools"));

        assertThat(rest).isEqualTo(chat("""
                {'model':'wire-a','max_tokens':50,'tool_choice':{'type':'auto'},'temperature':0.5,'top_k':5,
                'stop_sequences':['END'],'metadata':{'user_id':'u1'},'stream':false}"""));
    }

    /** Its types know each field and what may stand in it; {@code stream} alone is for its client to say. */
    @Test
    void anthropicsOwnClientKnowsEachFieldOfIt() throws Exception {
        MessageCreateParams.Body body = ObjectMappers.jsonMapper()
                .readValue(JSON.writeValueAsString(sent(RICH)), MessageCreateParams.Body.class)
                .validate();

        assertThat(body._additionalProperties()).containsOnlyKeys("stream");
        assertThat(body.messages()).hasSize(3);
    }

    @Test
    void theCallersObjectIsNeverChanged() throws Exception {
        ObjectNode chat = chat(RICH);

        sent(chat);

        assertThat(chat).isEqualTo(chat(RICH));
    }

    @Test
    void whatMessagesDoNotKnowIsLeftOut() throws Exception {
        JsonNode body = sent("{" + USER + ",'seed':1,'n':1,'logprobs':false,'presence_penalty':1,'logit_bias':{},"
                + "'reasoning_effort':'low','metadata':{'a':'b'},'store':true,'service_tier':'auto','x_unknown':1,"
                + "'stream_options':{},'tool_choice':'auto','thinking':{},'routing':{}}");

        assertThat(body.properties().stream().map(field -> field.getKey()))
                .containsExactlyInAnyOrder("model", "messages", "max_tokens", "stream");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'x':1 | 100
            'max_tokens':7 | 7
            'max_completion_tokens':8 | 8
            'max_tokens':900 | 100
            """)
    void aLimitAlwaysStandsAndIsTheLeastOfAll(String said, int limit) throws Exception {
        assertThat(sent("{" + USER + "," + said + "}").path("max_tokens").asInt())
                .isEqualTo(limit);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'temperature':0 | {'temperature':0}
            'temperature':1.7 | {'temperature':1}
            'top_p':0.9 | {'top_p':0.9}
            'temperature':0.3,'top_p':0.9 | {'temperature':0.3}
            'temperature':1,'top_p':0.9 | {'top_p':0.9}
            'temperature':null,'top_p':null | {}
            """)
    void temperatureIsAtMostOneAndNeverBesideTopP(String said, String expected) throws Exception {
        ObjectNode body = (ObjectNode) sent("{" + USER + "," + said + "}");

        assertThat(body.retain("temperature", "top_p")).isEqualTo(chat(expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'x':1 | {'type':'auto'}
            'tool_choice':'required' | {'type':'any'}
            'tool_choice':'none','parallel_tool_calls':false | {'type':'none'}
            'parallel_tool_calls':false | {'type':'auto','disable_parallel_tool_use':true}
            'tool_choice':{'type':'function','function':{'name':'look'}} | {'type':'tool','name':'look'}
            'tool_choice':{'type':'allowed_tools','allowed_tools':{'mode':'required','tools':[]}},'tools':[] | null
            """)
    void theChoiceOfToolsIsSaidInWordsOfMessages(String said, String expected) throws Exception {
        ObjectNode asked = chat("{" + USER + "," + TOOLS + "}");
        asked.setAll(chat("{" + said + "}"));

        JsonNode choice = sent(asked).path("tool_choice");

        assertThat(choice.isMissingNode() ? JSON.nullNode() : choice)
                .isEqualTo(JSON.readTree(expected.replace('\'', '"')));
    }

    @Test
    void toolsAreOfferedWithASchemaEach() throws Exception {
        assertThat(sent("{" + USER + "," + TOOLS + "}").path("tools"))
                .isEqualTo(chat("""
                {'tools':[{'name':'look','description':'Looks.',
                  'input_schema':{'type':'object','properties':{'at':{'type':'string'}}}},
                {'name':'stop','input_schema':{'type':'object'}}]}""").path("tools"));
    }

    @Test
    void ofSeveralToolsThoseThatTheChoiceAllowsAreOffered() throws Exception {
        JsonNode body = sent("{" + USER + "," + TOOLS + ",'tool_choice':{'type':'allowed_tools','allowed_tools':"
                + "{'mode':'required','tools':[{'type':'function','function':{'name':'stop'}}]}}}");

        assertThat(body.path("tools")
                        .valueStream()
                        .map(tool -> tool.path("name").asText()))
                .containsExactly("stop");
        assertThat(body.at("/tool_choice/type").asText()).isEqualTo("any");
    }

    @Test
    void aFormIsAskedForInWords() throws Exception {
        String schema = "{'type':'object','required':['a']}";
        String format = "'response_format':{'type':'json_schema','json_schema':{'name':'n','schema':" + schema + "}}";

        assertThat(sent("{" + USER + "," + format + "}").path("system").asText())
                .contains("JSON schema", schema.replace('\'', '"'));
        assertThat(sent("{" + USER + ",'response_format':{'type':'json_object'}}")
                        .path("system")
                        .asText())
                .contains("one JSON object");
        assertThat(sent("{" + USER + ",'response_format':{'type':'text'}}").has("system"))
                .isFalse();
    }

    @Test
    void aSingleStopIsAListOfOne() throws Exception {
        assertThat(sent("{" + USER + ",'stop':'END'}").path("stop_sequences").toString())
                .isEqualTo("[\"END\"]");
    }

    @Test
    void aConversationOfSystemsAloneIsTheUsers() throws Exception {
        JsonNode body = sent("{'messages':[{'role':'system','content':'Say hello.'}]}");

        assertThat(body.has("system")).isFalse();
        assertThat(body.path("messages")).isEqualTo(chat("""
                {'messages':[{'role':'user','content':[{'type':'text','text':'Say hello.'}]}]}""").path("messages"));
    }

    @Test
    void whatWouldBeRefusedAsEmptyIsLeftOut() throws Exception {
        JsonNode body = sent("""
                {'messages':[{'role':'system','content':' '},{'role':'user','content':'a'},
                {'role':'assistant','content':''},{'role':'user','content':[{'type':'text','text':''}]},
                {'role':'assistant','content':null,'refusal':'No.'}]}""");

        assertThat(body.has("system")).isFalse();
        assertThat(body.path("messages")).isEqualTo(chat("""
                {'messages':[{'role':'user','content':[{'type':'text','text':'a'}]},
                {'role':'assistant','content':[{'type':'text','text':'No.'}]}]}""").path("messages"));
    }

    @Test
    void theBeginningOfAnAnswerEndsWithoutBlanks() throws Exception {
        JsonNode body = sent("{'messages':[{'role':'assistant','content':'a '},{'role':'user','content':'b '},"
                + "{'role':'assistant','content':'The answer: '}]}");

        assertThat(body.path("messages")
                        .valueStream()
                        .map(turn -> turn.at("/content/0/text").asText()))
                .containsExactly("a ", "b ", "The answer:");
    }

    @Test
    void argumentsThatAreNoObjectAreGivenAsOne() throws Exception {
        for (String arguments : new String[] {"[1]", "{cut"}) {
            JsonNode body = sent("{'messages':[{'role':'assistant','tool_calls':[{'id':'t','type':'function',"
                    + "'function':{'name':'look','arguments':'" + arguments + "'}}]}]}");

            assertThat(body.at("/messages/0/content/0/input/unreadable_arguments")
                            .asText())
                    .isEqualTo(arguments);
        }
    }

    /** The caller writes it: a regular expression over so many parameters would end in an overflow of the stack. */
    @Test
    void anInlineImageOfManyParametersIsReadLikeAnyOther() {
        ObjectNode part = JsonNodeFactory.instance.objectNode().put("type", "image_url");
        part.putObject("image_url").put("url", "data:image/png" + ";a=b".repeat(100_000) + ";base64,AAAA");
        ArrayNode content = JsonNodeFactory.instance.arrayNode().add(part);

        ObjectNode source = (ObjectNode) AnthropicBlocks.of(content).getFirst().path("source");

        assertThat(source.toString()).isEqualTo("{\"type\":\"base64\",\"media_type\":\"image/png\",\"data\":\"AAAA\"}");
    }

    @Test
    void aDataAddressWithoutBase64IsAnAddress() {
        ObjectNode part = JsonNodeFactory.instance.objectNode().put("type", "image_url");
        part.putObject("image_url").put("url", "data:a" + ";a".repeat(50_000));

        assertThat(AnthropicBlocks.of(JsonNodeFactory.instance.arrayNode().add(part))
                        .getFirst()
                        .at("/source/type")
                        .asText())
                .isEqualTo("url");
    }
}
