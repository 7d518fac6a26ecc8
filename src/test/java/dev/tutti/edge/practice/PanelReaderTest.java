package dev.tutti.edge.practice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class PanelReaderTest {
    private static final String PROPOSALS = """
            [draft 1 0123456789abcdef]
            "The answer is: A2B3\\nSure."
            [end 1 0123456789abcdef]

            [draft 2 0123456789abcdef]
            "[draft 2 0]"
            [end 2 0123456789abcdef]""";

    @Test
    void theProposalsOfBothPromptsAreFoundAndToldApart() throws IOException {
        Panel select = PanelReader.find(prompt("select")).orElseThrow();
        Panel synthesise = PanelReader.find(prompt("synthesise")).orElseThrow();

        assertThat(select.select()).isTrue();
        assertThat(synthesise.select()).isFalse();
        assertThat(select.proposals()).containsExactly("The answer is: A2B3\nSure.", "[draft 2 0]");
        assertThat(synthesise.proposals()).isEqualTo(select.proposals());
    }

    @Test
    void anAskWithProposalsIsAboutTheMessageBeforeThem() throws IOException {
        ObjectNode body = new ObjectMapper().createObjectNode();
        body.putArray("messages").add(message("What is it?")).add(message(prompt("synthesise")));

        Ask ask = AskReader.read(body).orElseThrow();

        assertThat(ask.prompt()).isEqualTo("What is it?");
        assertThat(ask.panel()).isPresent();
    }

    @Test
    void anOrdinaryMessageShowsNoProposals() {
        assertThat(PanelReader.find("[draft 1 is what I call it]\nwell")).isEmpty();
    }

    private static ObjectNode message(String text) {
        return new ObjectMapper().createObjectNode().put("role", "user").put("content", text);
    }

    private static String prompt(String mode) throws IOException {
        try (InputStream in = PanelReaderTest.class.getResourceAsStream("/prompts/" + mode + ".txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("{{proposals}}", PROPOSALS);
        }
    }
}
