package dev.tutti.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ResponsesSpeechTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SaidEvents events = new SaidEvents(ResponsesSpeechTest::words);
    private final Sse sse = new Sse(events.out(), () -> 0);
    private final Speech speech = new ResponsesDialect(JSON.createObjectNode()).speech();

    @Test
    void aCallIsClosedAsSoonAsItIsWholeAndOnce() throws IOException {
        assertThat(calls("{'index':0,'id':'a','function':{'name':'one','arguments':'{'}}"))
                .containsExactly("created", "in_progress", "output_item.added 0", "function_call_arguments.delta 0");
        assertThat(calls("{'index':1,'id':'b','function':{'name':'two','arguments':''}}"))
                .containsExactly("output_item.added 1");
        assertThat(calls("{'index':0,'function':{'arguments':'}'}}"))
                .containsExactly(
                        "function_call_arguments.delta 0", "function_call_arguments.done 0 {}", "output_item.done 0");
        assertThat(calls("{'index':0,'function':{'arguments':' '}}")).isEmpty();
        speech.done(sse);
        assertThat(events.said()).containsExactly("function_call_arguments.done 1", "output_item.done 1", "completed");
    }

    private List<String> calls(String pieces) throws IOException {
        String chunk = "{'id':'c','model':'m','choices':[{'index':0,'delta':{'tool_calls':[" + pieces + "]}}]}";
        speech.chunk((ObjectNode) JSON.readTree(chunk.replace('\'', '"')), sse);
        return events.said();
    }

    private static String words(JsonNode event) {
        String type = event.path("type").asText().replace("response.", "");
        return (type + " " + event.path("output_index").asText("") + " "
                        + event.path("arguments").asText(""))
                .strip();
    }
}
