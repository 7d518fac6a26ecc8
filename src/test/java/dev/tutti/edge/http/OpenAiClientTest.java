package dev.tutti.edge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.openai.client.OpenAIClient;
import com.openai.errors.NotFoundException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract as the client that people use sees it. */
@QuarkusTest
@TestProfile(ScriptedProfile.class)
class OpenAiClientTest {

    @TestHTTPResource("/v1")
    URI service;

    private OpenAIClient client;

    @BeforeEach
    void connect() {
        ScriptedServing.reset();
        client = OfficialClient.to(service);
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void itReadsAnAnswer() {
        ChatCompletion completion =
                client.chat().completions().create(asking("tutti/auto").build());

        assertThat(completion.validate().choices().getFirst().message().content())
                .contains("hello");
        assertThat(completion.usage().orElseThrow().totalTokens()).isEqualTo(12);
    }

    @Test
    void itReadsAStreamWithItsUsage() {
        List<ChatCompletionChunk> chunks = OfficialClient.chunks(client, asking("tutti/auto"));

        assertThat(chunks.stream()
                        .flatMap(chunk -> chunk.choices().stream())
                        .map(choice -> choice.delta().content().orElse(""))
                        .collect(Collectors.joining()))
                .isEqualTo("hello");
        assertThat(chunks.getLast().usage().orElseThrow().totalTokens()).isEqualTo(12);
    }

    @Test
    void itSeesErrorsAsItsOwnTypes() {
        NotFoundException missing = catchThrowableOfType(
                NotFoundException.class,
                () -> client.chat().completions().create(asking("gpt-9").build()));

        assertThat(missing.code()).contains("model_not_found");
        assertThat(missing.param()).contains("model");
    }

    @Test
    void itListsModels() {
        assertThat(client.models().list().data().stream().map(model -> model.id()))
                .contains("tutti/auto", "house/small");
    }

    private static ChatCompletionCreateParams.Builder asking(String model) {
        return OfficialClient.asking(model, "hi");
    }
}
