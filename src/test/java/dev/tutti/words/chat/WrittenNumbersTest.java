package dev.tutti.words.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class WrittenNumbersTest {
    private static final String TEXT = "{\"a\":1.0,\"b\":1e-7,\"c\":[2.50,1E+2,-0.0,10]}";
    private static final byte[] BYTES = TEXT.getBytes(StandardCharsets.UTF_8);

    private final ObjectMapper json =
            WrittenNumbers.mapper(new JsonFactoryBuilder()).build();

    @Test
    void numbersComeOutAsTheyWereWrittenWhereverTheyAreReadFrom() throws IOException {
        assertThat(json.readTree(TEXT)).hasToString(TEXT);
        assertThat(json.readTree(BYTES)).hasToString(TEXT);
        assertThat(json.readTree(new ByteArrayInputStream(BYTES))).hasToString(TEXT);
        assertThat(new ObjectMapper().writeValueAsString(json.readTree(BYTES))).isEqualTo(TEXT);
    }
}
