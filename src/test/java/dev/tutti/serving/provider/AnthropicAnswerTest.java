package dev.tutti.serving.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AnthropicAnswerTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static ObjectNode completion(String blocks, String stopReason) throws Exception {
        return AnthropicAnswer.completion(read(AnthropicPlays.message(blocks, stopReason)));
    }

    private static JsonNode read(String text) throws Exception {
        return JSON.readTree(text.replace('\'', '"'));
    }

    @Test
    void aMessageBecomesACompletionOfOneChoice() throws Exception {
        ObjectNode completion = completion(
                "{'type':'thinking','thinking':'Hm.','signature':'s'},{'type':'text','text':'I '},"
                        + "{'type':'redacted_thinking','data':'x'},{'type':'text','text':'look.'},"
                        + "{'type':'tool_use','id':'t1','name':'look','input':{'at':'it'}}",
                "tool_use");

        assertThat(JSON.readTree(completion.toString())).isEqualTo(read("""
                {'id':'msg_1','object':'chat.completion','model':'claude-served','choices':[{'index':0,
                'message':{'role':'assistant','tool_calls':[{'id':'t1','type':'function',
                'function':{'name':'look','arguments':'{\\'at\\':\\'it\\'}'}}],'content':'I look.',
                'reasoning_content':'Hm.'},'finish_reason':'tool_calls'}],
                'usage':{'prompt_tokens':12,'completion_tokens':6,'total_tokens':18,
                'prompt_tokens_details':{'cached_tokens':4,'cache_write_tokens':5}}}"""));
    }

    @Test
    void aCallAloneHasNoContent() throws Exception {
        ObjectNode completion = completion("{'type':'tool_use','id':'t','name':'n','input':{}}", "tool_use");

        assertThat(completion.at("/choices/0/message/content").isNull()).isTrue();
        assertThat(AnswerReader.requireCompletion(completion)).isSameAs(completion);
    }

    @ParameterizedTest
    @CsvSource({
        "end_turn, stop",
        "stop_sequence, stop",
        "pause_turn, stop",
        "max_tokens, length",
        "model_context_window_exceeded, length",
        "tool_use, tool_calls",
        "refusal, content_filter"
    })
    void theReasonToStopIsAReasonToFinish(String stopReason, String finishReason) throws Exception {
        assertThat(completion("{'type':'text','text':'a'}", stopReason)
                        .at("/choices/0/finish_reason")
                        .asText())
                .isEqualTo(finishReason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'output_tokens':1} | missing
            {'input_tokens':-1,'output_tokens':1} | missing
            {'input_tokens':1.5,'output_tokens':1} | missing
            {'input_tokens':1,'output_tokens':9999999999} | missing
            null | missing
            {'input_tokens':1,'output_tokens':2,'cache_read_input_tokens':null} | 1
            """)
    void whatIsNoCountIsNoUsage(String told, String prompt) throws Exception {
        JsonNode usage = AnthropicUsage.of(read(told)).<JsonNode>map(u -> u).orElseGet(JSON::missingNode);

        assertThat(usage.path("prompt_tokens").asText("missing")).isEqualTo(prompt);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            [] | no object
            {'type':'error','error':{'type':'overloaded_error','message':'canary'}} | an error object (overloaded_error)
            {'type':'message'} | without content
            {'type':'message','content':'text'} | without content
            {'content':[{'type':'tool_use','id':'t','name':'n','input':'x'}]} | tool calls of a wrong shape
            {'content':[{'type':'tool_use','id':'t','input':{}}]} | tool calls of a wrong shape
            """)
    void whatIsNoMessageIsNoAnswer(String said, String why) {
        assertThatThrownBy(() -> AnthropicAnswer.completion(read(said)))
                .isInstanceOf(NotAnAnswer.class)
                .hasMessageContaining(why)
                .hasMessageNotContaining("canary");
    }
}
