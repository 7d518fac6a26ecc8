package dev.tutti.edge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.openai.client.OpenAIClient;
import com.openai.core.JsonValue;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.SseException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionFunctionTool;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import dev.tutti.serving.execution.FailureKind;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
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
    void itCallsAToolAndBringsItsResult() {
        ScriptedServing.SCRIPT.set(ClientRuns::run);
        ChatCompletionCreateParams.Builder conversation = asking("tutti/auto").addTool(weather());

        ChatCompletionMessage first = only(client.chat().completions().create(conversation.build()));
        ChatCompletionMessageFunctionToolCall call =
                first.toolCalls().orElseThrow().getFirst().asFunction();
        conversation
                .addMessage(first)
                .addMessage(ChatCompletionToolMessageParam.builder()
                        .toolCallId(call.id())
                        .content("22 degrees")
                        .build());

        assertThat(call.function().name()).isEqualTo("weather");
        assertThat(call.function().arguments()).isEqualTo("{\"city\":\"Rome\"}");
        assertThat(only(client.chat().completions().create(conversation.build()))
                        .content())
                .contains("call_1: 22 degrees");
    }

    @Test
    void itReadsAStreamOfCalls() {
        ScriptedServing.SCRIPT.set(ClientRuns::run);
        ChatCompletionAccumulator whole = ChatCompletionAccumulator.create();

        OfficialClient.chunks(client, asking("tutti/auto").addTool(weather())).forEach(whole::accumulate);

        assertThat(only(whole.chatCompletion()).toolCalls().orElseThrow())
                .extracting(call -> call.asFunction().function().arguments())
                .containsExactly("{\"city\":\"Rome\"}", "{\"city\":\"Oslo\"}");
    }

    @Test
    void aStreamThatBreaksOffIsAnException() {
        ScriptedServing.SCRIPT.set(ClientRuns::run);

        SseException broken = catchThrowableOfType(
                SseException.class,
                () -> OfficialClient.chunks(client, OfficialClient.asking("tutti/auto", ClientRuns.BROKEN)));

        assertThat(broken.code()).contains("upstream_failed");
    }

    @Test
    void whatCameTooLateIsNotTriedAgain() {
        AtomicInteger runs = new AtomicInteger();
        ScriptedServing.SCRIPT.set((order, stream) -> {
            runs.incrementAndGet();
            return ClientRuns.run(order, stream);
        });

        InternalServerException late = catchThrowableOfType(
                InternalServerException.class,
                () -> trying(
                        2,
                        client -> client.chat()
                                .completions()
                                .create(OfficialClient.asking("tutti/auto", ClientRuns.LATE)
                                        .build())));

        assertThat(late.statusCode()).isEqualTo(504);
        assertThat(late.code()).contains("deadline_exceeded");
        assertThat(runs).hasValue(1);
    }

    @Test
    void badLuckIsTriedAgain() {
        AtomicInteger runs = new AtomicInteger();
        ScriptedServing.SCRIPT.set((order, stream) -> runs.incrementAndGet() == 1
                ? ClientRuns.failed(FailureKind.UPSTREAM, false)
                : ScriptedServing.answered());

        ChatCompletion completion = trying(
                1,
                client ->
                        client.chat().completions().create(asking("tutti/auto").build()));

        assertThat(only(completion).content()).contains("hello");
        assertThat(runs).hasValue(2);
    }

    @Test
    void itListsModels() {
        assertThat(client.models().list().data().stream().map(model -> model.id()))
                .contains("tutti/auto", "house/small");
    }

    /** Asks by a client that tries again so many times, if it may. */
    private ChatCompletion trying(int again, Function<OpenAIClient, ChatCompletion> question) {
        return question.apply(client.withOptions(options -> options.maxRetries(again)));
    }

    private static ChatCompletionMessage only(ChatCompletion completion) {
        return completion.choices().getFirst().message();
    }

    private static ChatCompletionFunctionTool weather() {
        return ChatCompletionFunctionTool.builder()
                .function(FunctionDefinition.builder()
                        .name("weather")
                        .parameters(FunctionParameters.builder()
                                .putAdditionalProperty("type", JsonValue.from("object"))
                                .putAdditionalProperty(
                                        "properties", JsonValue.from(Map.of("city", Map.of("type", "string"))))
                                .build())
                        .build())
                .build();
    }

    private static ChatCompletionCreateParams.Builder asking(String model) {
        return OfficialClient.asking(model, "hi");
    }
}
