package dev.tutti.serving.execution;

import static dev.tutti.serving.execution.ScriptedClient.says;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.sense.evidence.Flaw;
import dev.tutti.serving.execution.ScriptedClient.Says;
import dev.tutti.words.chat.Answer;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Usage;
import dev.tutti.words.plan.Adaptive;
import dev.tutti.words.plan.Aggregation;
import dev.tutti.words.plan.Cascade;
import dev.tutti.words.plan.MixedMoa;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.Reliability;
import dev.tutti.words.plan.SelfMoa;
import dev.tutti.words.plan.Step;
import dev.tutti.words.plan.StopRule;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ToolsRunTest {
    private static final Aggregation BY_AGG = new Aggregation.Synthesise(Stage.AGG);
    private static final Plan THREE = new MixedMoa(Stage.models("a", "b", "c"), 2, BY_AGG);

    private static Stage offering() {
        Stage stage = new Stage();
        stage.body
                .putArray("tools")
                .addObject()
                .put("type", "function")
                .putObject("function")
                .put("name", "look");
        return stage;
    }

    /** An answer that calls functions: one for each {@code id:name:arguments}. */
    private static Says calls(String... calls) {
        ObjectNode wire = JsonNodeFactory.instance.objectNode();
        ArrayNode all =
                wire.putArray("choices").addObject().putObject("message").putArray("tool_calls");
        for (String call : calls) {
            List<String> parts = List.of(call.split(":", 3));
            ObjectNode node = all.addObject().put("id", parts.get(0)).put("type", "function");
            node.putObject("function").put("name", parts.get(1)).put("arguments", parts.get(2));
        }
        return new Says("", "tool_calls", Duration.ofMillis(1), 20, Optional.of(wire));
    }

    @Test
    void whatIsNoToolCallIsLeftOutOfAStream() {
        ObjectNode wire = JsonNodeFactory.instance.objectNode();
        ObjectNode message = wire.putArray("choices").addObject().putObject("message");
        message.putArray("tool_calls")
                .add("x")
                .addObject()
                .putObject("function")
                .put("name", "look");
        Answer odd = new Answer("", "tool_calls", "a", Usage.NONE, Optional.of(wire));

        List<JsonNode> calls = Chunks.of(odd).stream()
                .flatMap(chunk -> chunk.at("/choices/0/delta/tool_calls").valueStream())
                .toList();

        assertThat(calls).hasSize(1).allMatch(JsonNode::isObject);
    }

    private static Answer answer(Ending ending) {
        return switch (ending) {
            case Ending.Answered answered -> answered.answer();
            case Ending.Degraded degraded -> degraded.answer();
            case Ending.Failed _, Ending.Cancelled _ -> throw new AssertionError("no answer: " + ending);
        };
    }

    private static Stream<Arguments> plansWholeAndStreamed() {
        List<Step> steps = List.of(new Step.Ask(new ModelId("a")), new Step.Ask(new ModelId("a")));
        return Stream.of(
                        new SelfMoa(new ModelId("a"), 2, BY_AGG),
                        new MixedMoa(Stage.models("a", "a"), 3, BY_AGG),
                        new Cascade(steps, new StopRule.Agreement(2), Reliability.EQUAL, List.of(1.0, 1.0)))
                .flatMap(plan -> Stream.of(Arguments.of(plan, true), Arguments.of(plan, false)));
    }

    @ParameterizedTest
    @MethodSource("plansWholeAndStreamed")
    void aConversationOfTwoTurnsKeepsTheIdsOfItsToolCalls(Plan plan, boolean streamed) {
        Stage first = streamed ? offering().streamed() : offering();
        first.on("a", calls("id-1:look:{\"x\": 1, \"y\": 2}", "id-2:look:{}"))
                .on("a", calls("id-3:look:{\"y\":2,\"x\":1}", "id-4:look:{}"));

        Answer called = answer(first.run(plan));

        List<JsonNode> returned = ToolCalls.of(called);
        assertThat(returned).extracting(call -> call.path("id").asText()).containsExactly("id-1", "id-2");
        assertThat(first.client.calls).hasSize(2);
        assertThat(first.client.calls)
                .allSatisfy(call -> assertThat(call.body().path("tools")).isEqualTo(first.body.path("tools")));
        if (streamed) {
            JsonNode delta = first.chunks.getLast().at("/choices/0/delta/tool_calls");
            assertThat(delta).extracting(call -> call.path("id").asText()).containsExactly("id-1", "id-2");
            assertThat(delta).extracting(call -> call.path("index").asInt()).containsExactly(0, 1);
        }

        Stage second = streamed ? offering().streamed() : offering();
        ArrayNode history = second.body.withArray("messages");
        history.addObject().put("role", "assistant").putArray("tool_calls").addAll(returned);
        history.addObject().put("role", "tool").put("tool_call_id", "id-1").put("content", "6 x 7 = 42");
        history.addObject().put("role", "tool").put("tool_call_id", "id-2").put("content", "nothing");
        second.on("a", says("42", 1), says("42", 1), says("42", 1), says("42", 1))
                .on("agg", says("It is 42.", 1));

        assertThat(answer(second.run(plan)).text()).contains("42");

        assertThat(second.client.calls).allSatisfy(call -> {
            ArrayNode sent = (ArrayNode) call.body().path("messages");
            assertThat(sent.valueStream().limit(4).toList())
                    .isEqualTo(history.valueStream().toList());
        });
    }

    @Test
    void textIsAggregatedIntoTextAndMinorityCallsAreNotShown() {
        Stage stage = offering()
                .on("a", says("42", 1))
                .on("b", calls("id-1:look:{}"))
                .on("c", says("42", 1))
                .on("agg", says("It is 42.", 1));

        assertThat(answer(stage.run(THREE)).text()).isEqualTo("It is 42.");

        ObjectNode body = stage.client.calls.getLast().body();
        assertThat(body.path("tool_choice").asText()).isEqualTo("none");
        assertThat(body.path("tools")).hasSize(1);
        assertThat(body.at("/messages/1/content").asText())
                .contains("[draft 2 ")
                .doesNotContain("[draft 3 ");
    }

    @Test
    void callsThatDoTheSameAgreeWhateverTheirIdsAndBlanks() {
        Stage stage = offering()
                .on("a", calls("id-1:look:{\"x\":1}"))
                .on("b", calls("id-2:look:{\"y\": 3, \"x\": 2}"))
                .on("c", calls("id-3:look:{\"x\":2,\"y\":3}"));

        assertThat(ToolCalls.of(answer(stage.run(THREE))))
                .extracting(call -> call.path("id").asText())
                .containsExactly("id-2");
    }

    @Test
    void aNamedFunctionIsCalledAndNoOther() {
        Stage stage = offering()
                .on("a", calls("id-1:other:{}"))
                .on("b", calls("id-2:other:{}"))
                .on("c", calls("id-3:look:{}"));
        stage.body
                .putObject("tool_choice")
                .put("type", "function")
                .putObject("function")
                .put("name", "look");

        assertThat(ToolCalls.of(answer(stage.run(THREE))))
                .extracting(call -> call.path("id").asText())
                .containsExactly("id-3");
        assertThat(stage.client.calls)
                .allSatisfy(
                        call -> assertThat(call.body().path("tool_choice")).isEqualTo(stage.body.path("tool_choice")));
    }

    @Test
    void whereACallIsRequiredTextIsNoAnswerAndTheAggregatorMustCallToo() {
        Stage stage = offering()
                .on("a", says("41", 1))
                .on("b", says("42", 1))
                .on("c", says("42", 1))
                .on("agg", calls("id-1:look:{}"));
        stage.body.put("tool_choice", "required");

        Ending ending = stage.run(THREE);

        assertThat(answer(ending).callsTools()).isTrue();
        assertThat(ending)
                .isInstanceOfSatisfying(
                        Ending.Degraded.class,
                        degraded -> assertThat(degraded.what()).contains("no proposal kept to tool_choice"));
        assertThat(stage.client.calls.getLast().body().path("tool_choice").asText())
                .isEqualTo("required");
    }

    @Test
    void forbiddenOrTooManyCallsAreNotReturned() {
        Stage forbidden = offering()
                .on("a", calls("id-1:look:{}"))
                .on("b", calls("id-2:look:{}"))
                .on("c", says("42", 1))
                .on("agg", says("42", 1));
        forbidden.body.put("tool_choice", "none");
        Stage single = offering()
                .on("a", calls("id-1:look:{}", "id-2:look:{}"))
                .on("b", calls("id-3:look:{}", "id-4:look:{}"))
                .on("c", calls("id-5:look:{}"));
        single.body.put("parallel_tool_calls", false);

        assertThat(answer(forbidden.run(THREE)).text()).isEqualTo("42");
        assertThat(ToolCalls.of(answer(single.run(THREE)))).hasSize(1);
    }

    @Test
    void imagesAndAudioReachProposersAndAggregatorUnchanged() {
        Stage stage = new Stage();
        ArrayNode parts =
                stage.body.withArray("messages").addObject().put("role", "user").putArray("content");
        parts.addObject().put("type", "image_url").putObject("image_url").put("url", "data:image/png;base64,AAAA");
        parts.addObject()
                .put("type", "input_audio")
                .putObject("input_audio")
                .put("data", "AAAA")
                .put("format", "wav");

        stage.on("a", says("42", 1))
                .on("b", says("42", 1))
                .on("c", says("42", 1))
                .on("agg", says("42", 1))
                .run(THREE);

        assertThat(stage.client.calls)
                .hasSize(4)
                .allSatisfy(call ->
                        assertThat(call.body().at("/messages/1/content")).isEqualTo(parts));
    }

    @Test
    void withoutToolsOnOfferNobodysCallsAreReturnedByAnyPlan() {
        Plan pair = new MixedMoa(Stage.models("a", "b"), 2, BY_AGG);
        Plan cascade = Stage.agreeing("b", "a");

        for (Plan plan : List.of(pair, cascade)) {
            Answer given = answer(new Stage()
                    .on("a", says("42", 1))
                    .on("b", calls("id-1:rm_rf:{}"))
                    .on("agg", says("42", 1))
                    .run(plan));

            assertThat(given.callsTools()).isFalse();
            assertThat(given.text()).isEqualTo("42");
        }
    }

    @Test
    void aFunctionThatWasNotOfferedIsNotCalledHoweverManyCallIt() {
        Stage stage = offering()
                .on("a", calls("id-1:rm_rf:{}"))
                .on("b", calls("id-2:rm_rf:{}", "id-3:look:{}"))
                .on("c", says("42", 1))
                .on("agg", says("42", 1));

        assertThat(answer(stage.run(THREE)).text()).isEqualTo("42");
    }

    @Test
    void aCustomToolIsOnOfferByItsName() {
        Stage stage = new Stage();
        stage.body
                .putArray("tools")
                .addObject()
                .put("type", "custom")
                .putObject("custom")
                .put("name", "shell");
        ObjectNode wire = JsonNodeFactory.instance.objectNode();
        wire.putArray("choices")
                .addObject()
                .putObject("message")
                .putArray("tool_calls")
                .addObject()
                .put("id", "id-1")
                .putObject("custom")
                .put("name", "shell")
                .put("input", "ls");
        Says call = new Says("", "tool_calls", Duration.ofMillis(1), 20, Optional.of(wire));
        stage.on("a", call, call);

        assertThat(answer(stage.run(new SelfMoa(new ModelId("a"), 2, BY_AGG))).callsTools())
                .isTrue();
    }

    @Test
    void halfOfTheProposalsAreNoMajorityForACall() {
        Stage stage =
                offering().on("a", says("42", 1)).on("b", calls("id-1:look:{}")).on("agg", says("42", 1));

        assertThat(answer(stage.run(new MixedMoa(Stage.models("a", "b"), 2, BY_AGG)))
                        .text())
                .isEqualTo("42");
    }

    @Test
    void untrustedModelsAloneDecideNoCallWhereATrustedOneSaysSomething() {
        Plan plan = new MixedMoa(Stage.models("a", "shady", "shady"), 2, BY_AGG);
        Stage overruled = offering()
                .on("a", says("42", 1))
                .on("shady", calls("id-1:look:{}"), calls("id-2:look:{}"))
                .on("agg", says("42", 1));
        Stage shared =
                offering().on("a", calls("id-1:look:{}")).on("shady", calls("id-2:look:{}"), calls("id-3:look:{}"));

        assertThat(answer(overruled.run(plan)).text()).isEqualTo("42");
        assertThat(answer(shared.run(plan)).callsTools()).isTrue();
    }

    private static Stage allowing(String mode) {
        Stage stage = offering();
        stage.body.withArray("tools").addObject().putObject("function").put("name", "write");
        ObjectNode allowed = stage.body
                .putObject("tool_choice")
                .put("type", "allowed_tools")
                .putObject("allowed_tools")
                .put("mode", mode);
        allowed.putArray("tools")
                .addObject()
                .put("type", "function")
                .putObject("function")
                .put("name", "look");
        return stage;
    }

    @Test
    void ofAllowedToolsOneIsCalledWhereThatIsRequired() {
        Stage stage = allowing("required")
                .on("a", says("42", 1))
                .on("b", calls("id-1:write:{}"))
                .on("c", calls("id-2:look:{}"));
        Stage none = allowing("required")
                .on("a", says("42", 1))
                .on("b", says("42", 1))
                .on("c", says("42", 1))
                .on("agg", calls("id-1:look:{}"));

        assertThat(ToolCalls.of(answer(stage.run(THREE))))
                .extracting(call -> call.path("id").asText())
                .containsExactly("id-2");
        assertThat(answer(none.run(THREE)).callsTools()).isTrue();
        assertThat(none.client.calls.getLast().body().path("tool_choice")).isEqualTo(none.body.path("tool_choice"));
    }

    @Test
    void whereAllowedToolsMayBeCalledTextIsAnAnswerAndNoOtherToolIsCalled() {
        Stage stage = allowing("auto")
                .on("a", says("42", 1))
                .on("b", calls("id-1:write:{}"))
                .on("c", calls("id-2:write:{}"))
                .on("agg", says("42", 1));

        assertThat(answer(stage.run(THREE)).text()).isEqualTo("42");
        assertThat(stage.client.calls.getLast().body().path("tool_choice").asText())
                .isEqualTo("none");
    }

    @Test
    void whereACallIsRequiredACascadeDoesNotStopAtTextsThatAgree() {
        Stage stage = offering()
                .on("a", says("42", 1))
                .on("b", says("42", 1))
                .on("c", calls("id-1:look:{}"))
                .on("d", calls("id-2:look:{}"));
        stage.body.put("tool_choice", "required");

        Ending ending = stage.run(Stage.agreeing("a", "b", "c", "d"));

        assertThat(ending).isInstanceOf(Ending.Answered.class);
        assertThat(ToolCalls.of(answer(ending)))
                .extracting(call -> call.path("id").asText())
                .containsExactly("id-1");
    }

    @Test
    void aCascadeThatEndsInTextWhereACallIsRequiredSaysSo() {
        Stage stage = offering().on("a", says("42", 1)).on("b", says("42", 1));
        stage.body.put("tool_choice", "required");

        Ending ending = stage.run(Stage.agreeing("a", "b"));

        assertThat(ending).isInstanceOfSatisfying(Ending.Degraded.class, degraded -> {
            assertThat(degraded.answer().text()).isEqualTo("42");
            assertThat(degraded.what()).isEqualTo("no proposal kept to tool_choice");
        });
    }

    @Test
    void whereACallIsRequiredTextsThatAgreeAreNotEnoughForAnAdaptivePanel() {
        Stage stage = offering()
                .on("a", says("42", 1))
                .on("b", says("42", 1))
                .on("c", calls("id-1:look:{}"))
                .on("d", calls("id-2:look:{}"));
        stage.body.put("tool_choice", "required");

        Ending ending = stage.run(adaptive("a", "b", "c", "d"));

        // Of one call and one sample that is left nothing can take the lead.
        assertThat(ending.calls()).hasSize(3);
        assertThat(ToolCalls.of(answer(ending)))
                .extracting(call -> call.path("id").asText())
                .containsExactly("id-1");
    }

    private static Plan adaptive(String... models) {
        return new MixedMoa(
                Stage.models(models),
                2,
                new Aggregation.Vote(Reliability.EQUAL),
                Optional.of(new Adaptive(Adaptive.LEAST, Adaptive.CONFIDENCE)));
    }

    @Test
    void theLogSaysOfTextsWhereANamedCallIsRequiredThatTheyAreNoAnswers() {
        Stage stage = offering().on("a", says("42", 1)).on("b", says("42", 1));
        stage.body.putObject("tool_choice").putObject("function").put("name", "look");

        Ending ending = stage.run(adaptive("a", "b"));

        assertThat(ending.calls())
                .extracting(call -> call.sketch().orElseThrow().flaw())
                .containsExactly(Flaw.REFUSAL, Flaw.REFUSAL);
        assertThat(stage.sketch(answer(ending)).flaw()).isEqualTo(Flaw.REFUSAL);
    }

    @Test
    void whoeverIsAskedForANumberWhereACallIsRequiredHasNotRefused() {
        Stage stage = afterACall().on("a", says("42", 1)).on("b", says("41", 1)).on("agg", says("1", 1));
        stage.body.put("tool_choice", "required");

        Ending ending = stage.run(new MixedMoa(Stage.models("a", "b"), 2, new Aggregation.Select(Stage.AGG)));

        assertThat(ending.calls())
                .extracting(call -> call.sketch().orElseThrow().flaw())
                .containsExactly(Flaw.REFUSAL, Flaw.REFUSAL, Flaw.NONE);
    }

    private static Stage afterACall() {
        Stage stage = offering();
        ArrayNode history = stage.body.withArray("messages");
        history.addObject()
                .put("role", "assistant")
                .putArray("tool_calls")
                .addObject()
                .put("id", "id-1")
                .put("type", "function")
                .putObject("function")
                .put("name", "look")
                .put("arguments", "{}");
        history.addObject().put("role", "tool").put("tool_call_id", "id-1").put("content", "6 x 7 = 42");
        return stage;
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "required"})
    void whoeverIsAskedForANumberIsToldOfTheToolsInTheConversationAndCallsNone(String choice) {
        Stage stage = afterACall().on("a", says("42", 1)).on("b", says("41", 1)).on("agg", says("1", 1));
        stage.body.put("tool_choice", choice);

        stage.run(new MixedMoa(Stage.models("a", "b"), 2, new Aggregation.Select(Stage.AGG)));

        ObjectNode body = stage.client.calls.getLast().body();
        assertThat(body.path("tools")).isEqualTo(stage.body.path("tools"));
        assertThat(body.path("tool_choice").asText()).isEqualTo("none");
    }

    @Test
    void withoutToolsOnOfferASelectionIsToldOfNoChoice() {
        Stage stage = new Stage().on("a", says("42", 1)).on("b", says("41", 1)).on("agg", says("1", 1));

        stage.run(new MixedMoa(Stage.models("a", "b"), 2, new Aggregation.Select(Stage.AGG)));

        assertThat(stage.client.calls.getLast().body().has("tools")).isFalse();
        assertThat(stage.client.calls.getLast().body().has("tool_choice")).isFalse();
    }
}
