package dev.tutti.edge.http;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import java.net.URI;
import java.util.List;

/** The client that people use. It asks once, so that a test sees the answer to that very request. */
final class OfficialClient {
    private OfficialClient() {}

    static OpenAIClient to(URI service) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(service.toString())
                .apiKey("none")
                .maxRetries(0)
                .build();
    }

    static ChatCompletionCreateParams.Builder asking(String model, String question) {
        return ChatCompletionCreateParams.builder().model(model).addUserMessage(question);
    }

    /** The whole stream, with its usage asked for. */
    static List<ChatCompletionChunk> chunks(OpenAIClient client, ChatCompletionCreateParams.Builder asking) {
        ChatCompletionCreateParams params = asking.streamOptions(
                        ChatCompletionStreamOptions.builder().includeUsage(true).build())
                .build();
        try (StreamResponse<ChatCompletionChunk> stream =
                client.chat().completions().createStreaming(params)) {
            return stream.stream().toList();
        }
    }
}
