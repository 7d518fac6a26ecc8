package dev.tutti.edge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.model.output.FinishReason;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The contract as LangChain4j's model of OpenAI sees it. */
@QuarkusTest
@TestProfile(ScriptedProfile.class)
@Timeout(60)
class LangChain4jClientTest {
    private static final ToolSpecification WEATHER = ToolSpecification.builder()
            .name("weather")
            .parameters(JsonObjectSchema.builder().addStringProperty("city").build())
            .build();

    @TestHTTPResource("/v1")
    URI service;

    @BeforeEach
    void asAsked() {
        ScriptedServing.reset();
        ScriptedServing.SCRIPT.set(ClientRuns::run);
    }

    @Test
    void itReadsAnAnswer() {
        ChatResponse response = whole("tutti/auto", asking("hi"));

        assertThat(response.aiMessage().text()).isEqualTo("hello");
        assertThat(response.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(response.tokenUsage().totalTokenCount()).isEqualTo(12);
    }

    @Test
    void itReadsAStreamWithItsUsage() {
        Heard heard = new Heard();

        ChatResponse response = streamed(asking("hi"), heard);

        assertThat(heard.said).hasToString("hello");
        assertThat(response.aiMessage().text()).isEqualTo("hello");
        assertThat(response.tokenUsage().totalTokenCount()).isEqualTo(12);
    }

    @Test
    void itCallsAToolAndBringsItsResult() {
        AiMessage first = whole("tutti/auto", weather(List.of())).aiMessage();

        assertThat(first.toolExecutionRequests())
                .containsExactly(ToolExecutionRequest.builder()
                        .id("call_1")
                        .name("weather")
                        .arguments("{\"city\":\"Rome\"}")
                        .build());

        assertThat(whole("tutti/auto", weather(turn(first))).aiMessage().text()).isEqualTo("call_1: 22 degrees");
    }

    @Test
    void itCallsToolsInAStreamAndBringsTheirResults() {
        AiMessage first = streamed(weather(List.of()), new Heard()).aiMessage();

        assertThat(first.toolExecutionRequests())
                .extracting(ToolExecutionRequest::arguments)
                .containsExactly("{\"city\":\"Rome\"}", "{\"city\":\"Oslo\"}");

        assertThat(streamed(weather(turn(first)), new Heard()).aiMessage().text())
                .isEqualTo("call_1: 22 degrees, call_2: 22 degrees");
    }

    @Test
    void itSeesErrorsAsItsOwnTypes() {
        ModelNotFoundException missing =
                catchThrowableOfType(ModelNotFoundException.class, () -> whole("gpt-9", asking("hi")));
        InternalServerException late =
                catchThrowableOfType(InternalServerException.class, () -> whole("tutti/auto", asking(ClientRuns.LATE)));

        assertThat(missing).hasMessageContaining("gpt-9");
        assertThat(late).hasMessageContaining("deadline_exceeded");
    }

    @Test
    void aStreamThatBreaksOffIsAnError() {
        Heard heard = new Heard();

        streaming(asking(ClientRuns.BROKEN), heard);

        assertThat(heard.whole.handle((_, error) -> String.valueOf(error)).join())
                .contains("upstream_failed");
        assertThat(heard.said).hasToString("hel");
    }

    private ChatResponse whole(String model, ChatRequest request) {
        return OpenAiChatModel.builder()
                .baseUrl(service.toString())
                .apiKey("none")
                .modelName(model)
                .maxRetries(0)
                .build()
                .chat(request);
    }

    private ChatResponse streamed(ChatRequest request, Heard heard) {
        streaming(request, heard);
        return heard.whole.join();
    }

    private void streaming(ChatRequest request, Heard heard) {
        OpenAiStreamingChatModel.builder()
                .baseUrl(service.toString())
                .apiKey("none")
                .modelName("tutti/auto")
                .build()
                .chat(request, heard);
    }

    private static ChatRequest asking(String question) {
        return ChatRequest.builder().messages(UserMessage.from(question)).build();
    }

    private static ChatRequest weather(List<ChatMessage> turn) {
        return ChatRequest.builder()
                .messages(Stream.concat(Stream.of(UserMessage.from("how is the weather?")), turn.stream())
                        .toList())
                .toolSpecifications(WEATHER)
                .build();
    }

    /** The calls, and a result of each. */
    private static List<ChatMessage> turn(AiMessage calls) {
        return Stream.concat(
                        Stream.<ChatMessage>of(calls),
                        calls.toolExecutionRequests().stream()
                                .map(call -> ToolExecutionResultMessage.from(call, "22 degrees")))
                .toList();
    }

    /** What a stream tells its listener. */
    private static final class Heard implements StreamingChatResponseHandler {
        private final StringBuilder said = new StringBuilder();
        private final CompletableFuture<ChatResponse> whole = new CompletableFuture<>();

        @Override
        public void onPartialResponse(String piece) {
            said.append(piece);
        }

        @Override
        public void onCompleteResponse(ChatResponse response) {
            whole.complete(response);
        }

        @Override
        public void onError(Throwable error) {
            whole.completeExceptionally(error);
        }
    }
}
