package dev.tutti.serving.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

final class TokenEstimatorTest {
    private final ObjectNode body = JsonNodeFactory.instance.objectNode();
    private final ObjectNode message =
            body.putArray("messages").addObject().put("role", "assistant").putNull("content");

    private long prompt() {
        return new TokenEstimator().estimate(body, "").prompt().count();
    }

    @Test
    void callsOfToolsAreReadToo() {
        message.putArray("tool_calls").addObject().putObject("function").put("arguments", "some words ".repeat(1_000));

        assertThat(prompt()).isGreaterThanOrEqualTo(2_000);
    }

    @Test
    void theOldFunctionsAreReadToo() {
        body.putArray("functions").addObject().put("description", "some words ".repeat(1_000));

        assertThat(prompt()).isGreaterThanOrEqualTo(2_000);
    }

    @Test
    void aLongTextOfIdeographsIsNotTakenForLetters() {
        message.put("content", "\u4eba".repeat(210_000));

        assertThat(prompt()).isGreaterThanOrEqualTo(210_000);
    }
}
