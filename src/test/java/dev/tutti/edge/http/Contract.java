package dev.tutti.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tutti.words.chat.Usd;
import java.util.ArrayList;
import java.util.List;

/** What an answer must look like on the wire, however it ended. */
final class Contract {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final String DATA = "data: ";
    private static final String DONE = "[DONE]";
    private static final String NAMED_ERROR = "\nevent: error\n\n";

    private Contract() {}

    static void assertAnswer(String body, String text, Usd cost) {
        JsonNode answer = read(body);
        assertThat(answer.path("object").asText()).isEqualTo("chat.completion");
        assertThat(answer.at("/choices/0/message/content").asText()).isEqualTo(text);
        assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
        assertThat(answer.at("/usage/cost").decimalValue()).isEqualByComparingTo(cost.dollars());
        assertThat(answer.at("/routing/request_id").asText()).isNotEmpty();
    }

    static void assertError(String body, String code) {
        JsonNode error = read(body).path("error");
        assertThat(error.properties().stream().map(field -> field.getKey()))
                .as(body)
                .containsExactlyInAnyOrder("message", "type", "param", "code");
        assertThat(error.path("code").asText()).isEqualTo(code);
        assertThat(error.path("message").asText()).isNotEmpty();
    }

    static void assertStream(String body, String text, Usd cost) {
        List<String> events = events(body);
        assertThat(events.getLast()).as(body).isEqualTo(DONE);
        List<JsonNode> chunks = events.subList(0, events.size() - 1).stream()
                .map(Contract::read)
                .toList();
        assertThat(chunks).allMatch(chunk -> chunk.path("object").asText().equals("chat.completion.chunk"));
        assertThat(chunks.stream().map(chunk -> chunk.path("id").asText()).distinct())
                .hasSize(1);
        StringBuilder said = new StringBuilder();
        chunks.forEach(chunk -> said.append(chunk.at("/choices/0/delta/content").asText("")));
        assertThat(said).hasToString(text);
        assertThat(chunks.stream()
                        .map(chunk -> chunk.at("/choices/0/finish_reason").asText(""))
                        .filter(reason -> !reason.isEmpty() && !reason.equals("null")))
                .containsExactly("stop");
        assertThat(chunks.getLast().at("/usage/cost").decimalValue()).isEqualByComparingTo(cost.dollars());
    }

    /** It says that it broke, and does not end as a whole one does. */
    static void assertBrokenStream(String body, String code) {
        assertThat(body).endsWith(NAMED_ERROR);
        List<String> events = events(body.replace(NAMED_ERROR, "\n\n"));
        assertThat(events).as(body).isNotEmpty().doesNotContain(DONE);
        assertError(events.getLast(), code);
        events.subList(0, events.size() - 1)
                .forEach(event -> assertThat(read(event).has("choices")).isTrue());
    }

    /** The data of the events; nothing but them and comments stands in the stream. */
    private static List<String> events(String body) {
        assertThat(body).endsWith("\n\n");
        List<String> events = new ArrayList<>();
        for (String block : body.strip().split("\n\n", -1)) {
            if (block.startsWith(DATA)) {
                events.add(block.substring(DATA.length()));
            } else {
                assertThat(block).startsWith(":");
            }
        }
        return events;
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + json, e);
        }
    }
}
