package dev.tutti.edge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

final class EmbeddingFormTest {
    private static ObjectNode body(int texts, int digits) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("model", "m");
        ArrayNode input = body.putArray("input");
        for (int i = 0; i < texts; i++) {
            input.add("");
        }
        return body.put("prefix", "7".repeat(digits));
    }

    /** Money and rates reckon in whole numbers, which a million times a million would leave. */
    @Test
    void whatCountsOnceForEachOfManyTextsIsBounded() {
        assertThat(EmbeddingForm.read(body(2_000, 1_000_000)).estimate().count())
                .isBetween(1_000_000_000L, 2_000_000_000L);
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> EmbeddingForm.read(body(4_000, 1_000_000)))
                .withMessageContaining("input")
                .withMessageContaining("at most 2147483647");
    }
}
