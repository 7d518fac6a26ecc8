package dev.tutti.memory.modelstore;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.learning.training.Trained;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class LearnedCascadeTest {
    private static final LearnedCascade CASCADE = Trained.parts(1).cascades().getFirst();

    @Test
    void aCascadeOfAnotherFormIsRefusedByTheNameOfWhatItLacks() {
        for (String field : new String[] {"name", "world", "members", "reliability", "calls", "all", "segments"}) {
            assertRefused(json -> json.remove(field), field);
        }
        assertRefused(json -> ((ObjectNode) json.get("calls")).remove("first"), "first");
    }

    @Test
    void callsOfMembersThatAreNotThereAreRefused() {
        assertRefused(json -> ((ArrayNode) json.at("/calls/first")).set(0, 2), "2 members");
        assertRefused(json -> ((ObjectNode) json.at("/calls/branches/0")).put("next", 2), "2 members");
        assertRefused(json -> ((ArrayNode) json.at("/calls/branches/0/asked")).set(0, -1), "2 members");
        assertRefused(json -> ((ArrayNode) json.at("/all/reach")).add(0.1), "each of 2 members");
        assertRefused(json -> ((ArrayNode) json.at("/segments/0/reach")).remove(1), "each of 2 members");
    }

    @Test
    void everySegmentHasItsFigures() {
        assertRefused(json -> ((ArrayNode) json.at("/calls/first")).remove(0), "segment");
        assertRefused(json -> ((ArrayNode) json.at("/calls/branches/0/gain/segments")).remove(0), "segment");
    }

    private static void assertRefused(Consumer<ObjectNode> change, String word) {
        ObjectNode json = json();
        change.accept(json);

        assertThatThrownBy(
                        () -> ReleaseJson.read(json.toString().getBytes(StandardCharsets.UTF_8), LearnedCascade.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(word);
    }

    private static ObjectNode json() {
        try {
            return (ObjectNode) new ObjectMapper().readTree(ReleaseJson.write(CASCADE));
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
