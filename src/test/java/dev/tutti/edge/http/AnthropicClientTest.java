package dev.tutti.edge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.BadRequestException;
import com.anthropic.errors.NotFoundException;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.ContentBlockParam;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.StopReason;
import com.anthropic.models.messages.Tool;
import com.anthropic.models.messages.ToolResultBlockParam;
import com.anthropic.models.messages.ToolUseBlockParam;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages as Anthropic's own client sends and reads them. */
@QuarkusTest
@TestProfile(ScriptedProfile.class)
class AnthropicClientTest {

    @TestHTTPResource("/")
    URI service;

    private AnthropicClient client;

    @BeforeEach
    void connect() {
        ScriptedServing.reset();
        client = AnthropicOkHttpClient.builder()
                .baseUrl(service.toString())
                .apiKey("none")
                .maxRetries(0)
                .build();
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void itReadsAnAnswer() {
        Message message = client.messages().create(asking("tutti/auto").build());

        assertThat(message.validate().content().getFirst().asText().text()).isEqualTo("hello");
        assertThat(message.stopReason()).hasValue(StopReason.END_TURN);
        assertThat(message.usage().inputTokens()).isEqualTo(10);
        assertThat(message.usage().outputTokens()).isEqualTo(2);
        assertThat(message._additionalProperties()).containsKey("routing");
    }

    @Test
    void itReadsAStream() {
        Message message = streamed(asking("tutti/auto").build());

        assertThat(message.content().getFirst().asText().text()).isEqualTo("hello");
        assertThat(message.usage().inputTokens()).isEqualTo(10);
        assertThat(message.usage().outputTokens()).isEqualTo(2);
        assertThat(message.stopReason()).hasValue(StopReason.END_TURN);
    }

    @Test
    void itCallsToolsAndBringsTheirResults() {
        ScriptedServing.SCRIPT.set((order, stream) -> ToolRuns.calling());

        Message first = client.messages().create(weather().build());

        assertThat(first.stopReason()).hasValue(StopReason.TOOL_USE);
        var use = first.content().get(1).asToolUse();
        assertThat(use.name()).isEqualTo("weather");
        assertThat(input(first, 1)).isEqualTo(Map.of("city", "Rome"));

        AtomicReference<ObjectNode> sent = new AtomicReference<>(JsonNodeFactory.instance.objectNode());
        ScriptedServing.SCRIPT.set((order, stream) -> {
            sent.set(order.request().body());
            return ScriptedServing.answered();
        });
        client.messages()
                .create(weather()
                        .addAssistantMessageOfBlockParams(List.of(
                                ContentBlockParam.ofToolUse(ToolUseBlockParam.builder()
                                        .id(use.id())
                                        .name("weather")
                                        .input(ToolUseBlockParam.Input.builder()
                                                .putAdditionalProperty("city", JsonValue.from("Rome"))
                                                .build())
                                        .build())))
                        .addUserMessageOfBlockParams(
                                List.of(ContentBlockParam.ofToolResult(ToolResultBlockParam.builder()
                                        .toolUseId(use.id())
                                        .content("22 degrees")
                                        .build())))
                        .build());

        assertThat(sent.get().at("/messages/1/tool_calls/0/function/arguments").asText())
                .isEqualTo("{\"city\":\"Rome\"}");
        assertThat(sent.get().at("/messages/2").toString())
                .isEqualTo("{\"role\":\"tool\",\"tool_call_id\":\"call_1\",\"content\":\"22 degrees\"}");
        assertThat(sent.get()
                        .at("/tools/0/function/parameters/properties/city/type")
                        .asText())
                .isEqualTo("string");
    }

    @Test
    void itReadsAStreamOfCalls() {
        ScriptedServing.SCRIPT.set((order, stream) -> ToolRuns.calling(stream));

        Message message = streamed(weather().build());

        assertThat(message.content().getFirst().asText().text()).isEqualTo("I look.");
        assertThat(input(message, 1)).isEqualTo(Map.of("city", "Rome"));
        assertThat(input(message, 2)).isEqualTo(Map.of("city", "Oslo"));
        assertThat(message.stopReason()).hasValue(StopReason.TOOL_USE);
    }

    @Test
    void itSeesErrorsAsItsOwnTypes() {
        NotFoundException missing = catchThrowableOfType(
                NotFoundException.class,
                () -> client.messages().create(asking("gpt-9").build()));

        assertThat(missing.body().toString()).contains("not_found_error", "model_not_found", "gpt-9");
    }

    @Test
    void itIsToldWhichFieldIsWrong() {
        BadRequestException wrong = catchThrowableOfType(
                BadRequestException.class,
                () -> client.messages()
                        .create(asking("tutti/auto")
                                .putAdditionalBodyProperty("tool_choice", JsonValue.from(Map.of("type", "maybe")))
                                .build()));

        assertThat(wrong.body().toString()).contains("tool_choice.type", "auto, any, tool, none");
    }

    private static Map<String, String> input(Message message, int block) {
        return message.content().get(block).asToolUse()._input().convert(new TypeReference<>() {});
    }

    private Message streamed(MessageCreateParams asked) {
        MessageAccumulator whole = MessageAccumulator.create();
        try (StreamResponse<RawMessageStreamEvent> events = client.messages().createStreaming(asked)) {
            events.stream().forEach(whole::accumulate);
        }
        return whole.message();
    }

    private static MessageCreateParams.Builder asking(String model) {
        return MessageCreateParams.builder().model(model).maxTokens(100).addUserMessage("say hello");
    }

    private static MessageCreateParams.Builder weather() {
        return asking("tutti/auto")
                .addTool(Tool.builder()
                        .name("weather")
                        .inputSchema(Tool.InputSchema.builder()
                                .properties(Tool.InputSchema.Properties.builder()
                                        .putAdditionalProperty("city", JsonValue.from(Map.of("type", "string")))
                                        .build())
                                .build())
                        .build());
    }
}
