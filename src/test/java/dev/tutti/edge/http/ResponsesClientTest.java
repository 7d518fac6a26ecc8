package dev.tutti.edge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openai.client.OpenAIClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.errors.SseException;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.responses.FunctionTool;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseStatus;
import com.openai.models.responses.ResponseStreamEvent;
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

/** Responses as OpenAI's own client sends and reads them. */
@QuarkusTest
@TestProfile(ScriptedProfile.class)
class ResponsesClientTest {

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
        Response response = client.responses().create(asking("tutti/auto").build());

        response.validate();
        assertThat(text(response)).isEqualTo("hello");
        assertThat(response.status()).hasValue(ResponseStatus.COMPLETED);
        assertThat(response.usage().orElseThrow().totalTokens()).isEqualTo(12);
        assertThat(response.toString()).contains("router_version");
    }

    @Test
    void itReadsAStream() {
        Response response = streamed(asking("tutti/auto").build());

        assertThat(text(response)).isEqualTo("hello");
        assertThat(response.usage().orElseThrow().totalTokens()).isEqualTo(12);
    }

    @Test
    void itCallsToolsAndBringsTheirResults() {
        ScriptedServing.SCRIPT.set((order, stream) -> ToolRuns.calling());

        Response first = client.responses().create(weather().build());

        var call = first.output().get(1).asFunctionCall();
        assertThat(call.name()).isEqualTo("weather");
        assertThat(call.arguments()).isEqualTo("{\"city\":\"Rome\"}");

        AtomicReference<ObjectNode> sent = new AtomicReference<>(JsonNodeFactory.instance.objectNode());
        ScriptedServing.SCRIPT.set((order, stream) -> {
            sent.set(order.request().body());
            return ScriptedServing.answered();
        });
        client.responses()
                .create(weather()
                        .instructions("be brief")
                        .inputOfResponse(List.of(
                                ResponseInputItem.ofFunctionCall(call),
                                ResponseInputItem.ofFunctionCallOutput(ResponseInputItem.FunctionCallOutput.builder()
                                        .callId(call.callId())
                                        .output("22 degrees")
                                        .build())))
                        .build());

        assertThat(sent.get().at("/messages/0").toString()).isEqualTo("{\"role\":\"system\",\"content\":\"be brief\"}");
        assertThat(sent.get().at("/messages/1/tool_calls/0/function/arguments").asText())
                .isEqualTo("{\"city\":\"Rome\"}");
        assertThat(sent.get().at("/messages/2").toString())
                .isEqualTo("{\"role\":\"tool\",\"tool_call_id\":\"call_1\",\"content\":\"22 degrees\"}");
        assertThat(sent.get().at("/tools/0/function/name").asText()).isEqualTo("weather");
    }

    @Test
    void itReadsAStreamOfCalls() {
        ScriptedServing.SCRIPT.set((order, stream) -> ToolRuns.calling(stream));

        Response response = streamed(weather().build());

        assertThat(text(response)).isEqualTo("I look.");
        assertThat(response.output().get(1).asFunctionCall().arguments()).isEqualTo("{\"city\":\"Rome\"}");
        assertThat(response.output().get(2).asFunctionCall().arguments()).isEqualTo("{\"city\":\"Oslo\"}");
    }

    @Test
    void itSeesErrorsAsItsOwnTypes() {
        NotFoundException missing = catchThrowableOfType(
                NotFoundException.class,
                () -> client.responses().create(asking("gpt-9").build()));

        assertThat(missing.code()).contains("model_not_found");
    }

    @Test
    void aStreamThatBreaksOffIsAnException() {
        ScriptedServing.SCRIPT.set(ClientRuns::run);

        SseException broken = catchThrowableOfType(
                SseException.class,
                () -> streamed(ResponseCreateParams.builder()
                        .model("tutti/auto")
                        .input(ClientRuns.BROKEN)
                        .build()));

        assertThat(broken.code()).contains("upstream_failed");
    }

    @Test
    void itIsToldThatNothingIsKept() {
        BadRequestException wrong = catchThrowableOfType(
                BadRequestException.class,
                () -> client.responses()
                        .create(asking("tutti/auto")
                                .previousResponseId("resp_1")
                                .build()));

        assertThat(wrong.param()).contains("previous_response_id");
    }

    @Test
    void whoRefersToAnEarlierItemIsToldToSendItWhole() {
        BadRequestException wrong = catchThrowableOfType(
                BadRequestException.class,
                () -> client.responses()
                        .create(asking("tutti/auto")
                                .inputOfResponse(List.of(
                                        ResponseInputItem.ofItemReference(ResponseInputItem.ItemReference.builder()
                                                .id("msg_1")
                                                .type(ResponseInputItem.ItemReference.Type.ITEM_REFERENCE)
                                                .build())))
                                .build()));

        assertThat(wrong.param()).contains("input[0].type");
        assertThat(wrong).hasMessageContaining("store: false");
    }

    private static String text(Response response) {
        return response.output()
                .getFirst()
                .asMessage()
                .content()
                .getFirst()
                .asOutputText()
                .text();
    }

    private Response streamed(ResponseCreateParams asked) {
        ResponseAccumulator whole = ResponseAccumulator.create();
        try (StreamResponse<ResponseStreamEvent> events = client.responses().createStreaming(asked)) {
            events.stream().forEach(whole::accumulate);
        }
        return whole.response();
    }

    private static ResponseCreateParams.Builder asking(String model) {
        return ResponseCreateParams.builder().model(model).input("say hello");
    }

    private static ResponseCreateParams.Builder weather() {
        return asking("tutti/auto")
                .addTool(FunctionTool.builder()
                        .name("weather")
                        .strict(false)
                        .parameters(FunctionTool.Parameters.builder()
                                .putAdditionalProperty("type", JsonValue.from("object"))
                                .putAdditionalProperty(
                                        "properties", JsonValue.from(Map.of("city", Map.of("type", "string"))))
                                .build())
                        .build());
    }
}
