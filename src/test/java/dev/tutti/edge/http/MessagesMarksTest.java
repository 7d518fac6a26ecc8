package dev.tutti.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MessagesMarksTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MARK = "'cache_control':{'type':'ephemeral'}";

    /** {@code #}: where the mark stands. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "'system':[{'type':'text','text':'Be brief.'},{'type':'text','text':'Be kind.',#}]",
                "'tools':[{'name':'look','input_schema':{'type':'object'},#}]",
                "'messages':[{'role':'user','content':[{'type':'text','text':'6 x 7?',#}]}]",
                "'messages':[{'role':'user','content':[{'type':'image',#,'source':{'type':'url','url':'https://a/b'}}]}]",
                "'messages':[{'role':'user','content':'So?'},"
                        + "{'role':'assistant','content':[{'type':'tool_use','id':'t1','name':'look','input':{},#}]}]",
                "'messages':[{'role':'user','content':[{'type':'tool_result','tool_use_id':'t1','content':'4',#}]}]",
                "'messages':[{'role':'user','content':[{'type':'tool_result','tool_use_id':'t1',"
                        + "'content':[{'type':'text','text':'4',#}]}]}]",
                "#"
            })
    void aMarkIsFoundWhereverItMayStandAndIsNoPartOfTheChatCompletion(String some) throws Exception {
        assertThat(MessagesMarks.areIn(request(some.replace("#", "'ttl':'1h'"))))
                .isFalse();

        ObjectNode marked = request(some.replace("#", MARK));

        assertThat(MessagesMarks.areIn(marked)).isTrue();
        assertThat(MessagesForm.toChat(marked, 10).toString()).doesNotContain("cache_control");
    }

    @Test
    void oneThatIsToBeKeptForAnHourCounts() throws Exception {
        assertThat(MessagesMarks.areIn(request("'cache_control':{'type':'ephemeral','ttl':'1h'}")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "true", "1", "'ephemeral'", "[]", "{}", "{'type':'eternal'}", "{'type':{}}"})
    void whatIsNoMarkIsLeftOut(String value) throws Exception {
        String wrong = "'cache_control':" + value;
        ObjectNode request = request(
                wrong + ",'messages':[{'role':'user','content':[{'type':'text','text':'6 x 7?'," + wrong + "}]}]");

        assertThat(MessagesMarks.areIn(request)).isFalse();
        assertThat(MessagesForm.toChat(request, 10).toString()).doesNotContain("cache_control");
    }

    @Test
    void aParameterOfAToolAndItsArgumentAreNone() throws Exception {
        assertThat(MessagesMarks.areIn(request(
                        "'tools':[{'name':'look','input_schema':{'type':'object','properties':{%s}}}],".formatted(MARK)
                                + "'messages':[{'role':'user','content':'So?'},{'role':'assistant','content':"
                                + "[{'type':'tool_use','id':'t1','name':'look','input':{%s}}]}]".formatted(MARK))))
                .isFalse();
    }

    /** Whoever reads what is sent refuses it, and not this. */
    @ParameterizedTest
    @ValueSource(strings = {"'system':{}", "'tools':1", "'messages':[1,null,{'content':{}}]", "'messages':'x'"})
    void nothingThatIsSentBreaksIt(String some) throws Exception {
        assertThat(MessagesMarks.areIn(request(some))).isFalse();
    }

    private static ObjectNode request(String some) throws JsonProcessingException {
        String message = some.contains("'messages'") ? "" : "'messages':[{'role':'user','content':'6 x 7?'}],";
        return (ObjectNode) JSON.readTree("{'model':'tutti/auto','max_tokens':50,%s%s}"
                .formatted(message, some)
                .replace('\'', '"'));
    }
}
