package dev.tutti.sense.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.words.chat.Ability;
import dev.tutti.words.chat.ChatRequest;
import dev.tutti.words.chat.Message;
import dev.tutti.words.chat.Role;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class TokenEstimateTest {
    private final ObjectNode wire = JsonNodeFactory.instance.objectNode();
    private final ArrayNode parts = wire.put("role", "user").putArray("content");

    private long estimate(Ability need) {
        return TokenEstimate.of(Requests.of(OptionalLong.empty(), 1, Set.of(need), new Message(Role.USER, "", wire)));
    }

    @Test
    void aPictureCountsWithoutItsBytes() {
        parts.addObject().put("type", "image_url").putObject("image_url").put("url", "data:" + "A".repeat(90_000));
        long one = estimate(Ability.IMAGES);
        parts.addObject().put("type", "image_url").putObject("image_url").put("url", "https://example.org/a.png");

        assertThat(one).isEqualTo(1_604);
        assertThat(estimate(Ability.IMAGES)).isEqualTo(3_204);
    }

    @Test
    void whatSurroundsAPictureCountsToo() {
        ObjectNode picture = parts.addObject().put("type", "image_url").put("caption", "some words ".repeat(1_000));
        picture.putObject("image_url").put("url", "https://example.org/a.png").put("alt", "more words ".repeat(1_000));

        assertThat(estimate(Ability.IMAGES)).isGreaterThan(1_604 + 4_000);
    }

    @Test
    void whatIsOnlySaidToTheProviderCountsNothing() {
        ChatRequest plain = Requests.asking("Who?");
        ObjectNode body = plain.body().deepCopy();
        body.put("temperature", 0.5)
                .put("user", "someone")
                .putObject("metadata")
                .put("trace", "x".repeat(400));

        assertThat(TokenEstimate.of(
                        new ChatRequest(plain.messages(), OptionalLong.empty(), 1, false, false, Set.of(), body)))
                .isEqualTo(TokenEstimate.of(plain));
    }

    @Test
    void aRecordingCountsByItsLength() {
        ObjectNode audio = parts.addObject().put("type", "input_audio").putObject("input_audio");
        audio.put("data", "A".repeat(40_000)).put("format", "wav");
        long plain = estimate(Ability.AUDIO);
        audio.put("format", "mp3");

        assertThat(plain).isEqualTo(64);
        assertThat(estimate(Ability.AUDIO)).isEqualTo(244);
    }
}
