package dev.tutti.serving.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.words.catalogue.Api;
import dev.tutti.words.catalogue.Endpoint;
import dev.tutti.words.catalogue.LimitField;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GenAiTest {

    @ParameterizedTest
    @CsvSource({
        "https://api.openai.com/v1, OPENAI, openai",
        "https://API.OpenAI.com/v1, OPENAI, openai",
        "https://mine.openai.azure.com/openai/v1, OPENAI, azure.ai.openai",
        "https://europe-west4-aiplatform.googleapis.com/v1, OPENAI, gcp.vertex_ai",
        "https://generativelanguage.googleapis.com/v1beta/openai, OPENAI, gcp.gemini",
        "https://bedrock-runtime.eu-central-1.amazonaws.com/openai/v1, OPENAI, aws.bedrock",
        "https://api.anthropic.com/v1, ANTHROPIC, anthropic",
        "http://10.0.0.7:8000/v1, OPENAI, openai",
        "http://gateway.local/v1, ANTHROPIC, anthropic",
        "https://api.openai.com.evil.example/v1, ANTHROPIC, anthropic",
    })
    void theProviderIsWhoAnswersAtTheAddressElseWhoseFormIsSpoken(URI base, Api api, String provider) {
        Endpoint endpoint = new Endpoint(
                base, "m", Optional.empty(), Duration.ofSeconds(1), Duration.ofSeconds(1), 1, LimitField.AS_ASKED, api);

        assertThat(GenAi.provider(endpoint)).isEqualTo(provider);
    }
}
