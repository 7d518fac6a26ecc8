package dev.tutti.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MessagesSpeechTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SaidEvents events = new SaidEvents(MessagesSpeechTest::words);
    private final Sse sse = new Sse(events.out(), () -> 0);
    private final Speech speech = new MessagesSpeech();

    @Test
    void aLaterCallIsSaidAsSoonAsTheFormerIsWhole() throws IOException {
        assertThat(calls("{'index':0,'id':'a','function':{'name':'one','arguments':'{'}}"))
                .containsExactly("message_start", "start 0 one", "fill 0 {");
        assertThat(calls("{'index':1,'id':'b','function':{'name':'two','arguments':'{'}}"))
                .isEmpty();
        assertThat(calls("{'index':0,'function':{'arguments':'}'}}"))
                .containsExactly("fill 0 }", "stop 0", "start 1 two", "fill 1 {");
        assertThat(calls("{'index':1,'function':{'arguments':'}'}}")).containsExactly("fill 1 }");
        speech.done(sse);
        assertThat(events.said()).containsExactly("stop 1", "message_delta", "message_stop");
    }

    @Test
    void textBehindAWholeCallHasABlockOfItsOwnAtOnce() throws IOException {
        calls("{'index':0,'id':'a','function':{'name':'one','arguments':'{\\'x\\':\\'}\\'}'}}");

        assertThat(text("so")).containsExactly("stop 0", "start 1 text", "fill 1 so");
        assertThat(text(" on")).containsExactly("fill 1  on");
        assertThat(calls("{'index':1,'id':'b','function':{'name':'two','arguments':'{}'}}"))
                .containsExactly("stop 1", "start 2 two", "fill 2 {}");
    }

    @Test
    void textAmidACallWaitsForItsEnd() throws IOException {
        calls("{'index':0,'id':'a','function':{'name':'one','arguments':'{\\'x\\':\\'}'}}");

        assertThat(text("so")).isEmpty();
        assertThat(calls("{'index':0,'function':{'arguments':'\\'}'}}"))
                .containsExactly("fill 0 \"}", "stop 0", "start 1 text", "fill 1 so");
    }

    @Test
    void aCallThatNeverBecomesWholeHoldsTheOthersToTheEnd() throws IOException {
        calls("{'index':0,'id':'a','function':{'name':'one','arguments':''}}");

        assertThat(calls("{'index':1,'id':'b','function':{'name':'two','arguments':'{}'}}"))
                .isEmpty();
        speech.done(sse);
        assertThat(events.said())
                .containsExactly("stop 0", "start 1 two", "fill 1 {}", "stop 1", "message_delta", "message_stop");
    }

    private List<String> calls(String pieces) throws IOException {
        return chunk("{'choices':[{'index':0,'delta':{'tool_calls':[" + pieces + "]}}]}");
    }

    private List<String> text(String text) throws IOException {
        return chunk("{'choices':[{'index':0,'delta':{'content':'" + text + "'}}]}");
    }

    private List<String> chunk(String json) throws IOException {
        speech.chunk((ObjectNode) JSON.readTree(json.replace('\'', '"')), sse);
        return events.said();
    }

    private static String words(JsonNode event) {
        String at = event.path("index").asText();
        JsonNode block = event.path("content_block");
        JsonNode delta = event.path("delta");
        return switch (event.path("type").asText()) {
            case "content_block_start" ->
                "start " + at + " "
                        + block.path("name").asText(block.path("type").asText());
            case "content_block_delta" ->
                "fill " + at + " "
                        + delta.path("text").asText(delta.path("partial_json").asText());
            case "content_block_stop" -> "stop " + at;
            default -> event.path("type").asText();
        };
    }
}
