package dev.tutti.serving.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tutti.words.chat.Usage;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UsageReaderTest {

    @ParameterizedTest
    @CsvSource({
        // Thinking is told in the total alone, as by Gemini and Grok.
        "'\"prompt_tokens\":20,\"completion_tokens\":424,\"total_tokens\":1016', 996",
        "'\"prompt_tokens\":20,\"completion_tokens\":424,\"total_tokens\":444', 424",
        "'\"prompt_tokens\":20,\"completion_tokens\":424', 424",
        "'\"prompt_tokens\":20,\"completion_tokens\":424,\"total_tokens\":null', 424",
        "'\"prompt_tokens\":20,\"completion_tokens\":424,\"total_tokens\":7', 424",
        "'\"prompt_tokens\":20,\"completion_tokens\":424,\"total_tokens\":9999999999', 424"
    })
    void whatOnlyTheTotalTellsWasWrittenToo(String told, long written) throws Exception {
        Optional<Usage> usage = UsageReader.read(new ObjectMapper().readTree("{\"usage\":{" + told + "}}"));

        assertThat(usage).contains(Usage.of(20, written));
    }
}
