package dev.tutti.serving.execution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The log-probabilities of a caller who asked for them: each token's exactly once, in whatever chunk it comes. */
final class PassageTest {
    private final Stage caller = new Stage();
    private final Passage passage = new Passage(caller);

    @Test
    void thoseOfAChunkThatEndsTheAnswerToo() {
        passage.accept(chunk("4", "4", false));
        passage.accept(chunk("2", "2", true));

        assertThat(told()).containsExactly("4", "2");
    }

    @Test
    void thoseOfPartsOfACharacterBesideWhichThereIsNoText() {
        passage.accept(chunk("", "a", false));
        passage.accept(chunk("4", "4", false));
        passage.accept(chunk("", "b", false));
        passage.accept(chunk("", "c", true));

        assertThat(told()).containsExactly("a", "4", "b", "c");
    }

    private Stream<String> told() {
        return Stream.concat(caller.chunks.stream(), passage.finish().stream())
                .flatMap(chunk -> chunk.at("/choices/0/logprobs/content").valueStream())
                .map(token -> token.path("token").textValue());
    }

    private static ObjectNode chunk(String content, String token, boolean last) {
        ObjectNode chunk = JsonNodeFactory.instance.objectNode();
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
        choice.putObject("delta").put("content", content);
        choice.putObject("logprobs").putArray("content").addObject().put("token", token);
        choice.put("finish_reason", last ? "stop" : null);
        return chunk;
    }
}
