package dev.tutti.serving.execution;

import static dev.tutti.serving.execution.ScriptedClient.fails;
import static dev.tutti.serving.execution.ScriptedClient.says;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.memory.outcome.CallRole;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Aggregation;
import dev.tutti.words.plan.Cascade;
import dev.tutti.words.plan.MixedMoa;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.Reliability;
import dev.tutti.words.plan.Step;
import dev.tutti.words.plan.StopRule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonFormRunTest {
    private static final String GOOD = "{\"a\": 42}";
    private static final String BAD = "{\"a\": \"forty-two\"}";
    private static final Plan SYNTHESISED =
            new MixedMoa(Stage.models("a", "b", "c"), 2, new Aggregation.Synthesise(Stage.AGG));
    private static final Plan VOTED =
            new MixedMoa(Stage.models("a", "b", "c"), 2, new Aggregation.Vote(Reliability.EQUAL));

    private final Stage stage = new Stage();

    @BeforeEach
    void aSchemaIsDemanded() {
        stage.body
                .putObject("response_format")
                .put("type", "json_schema")
                .putObject("json_schema")
                .put("name", "n")
                .putObject("schema")
                .put("type", "object")
                .putObject("properties")
                .putObject("a")
                .put("type", "integer");
    }

    private Stage proposing(String a, String b, String c) {
        return stage.on("a", says(a, 1)).on("b", says(b, 1)).on("c", says(c, 1));
    }

    private static String golden(String name) throws IOException {
        try (InputStream in = JsonFormRunTest.class.getResourceAsStream("/prompts/golden-" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }

    private static String text(Ending ending) {
        return switch (ending) {
            case Ending.Answered answered -> answered.answer().text();
            case Ending.Degraded degraded -> degraded.answer().text();
            case Ending.Failed _, Ending.Cancelled _ -> "";
        };
    }

    @Test
    void aSynthesisOfTheWrongFormIsMendedByOneCallThatSeesItAsData() throws IOException {
        Ending ending = proposing(GOOD, "words", GOOD)
                .on("agg", says(BAD, 1))
                .on("a", says(GOOD, 1))
                .run(SYNTHESISED);

        assertThat(ending).isInstanceOf(Ending.Answered.class);
        assertThat(text(ending)).isEqualTo(GOOD);
        assertThat(ending.calls().getLast().role()).isEqualTo(CallRole.REPAIR);
        var body = stage.client.calls.getLast().body();
        assertThat(body.path("response_format")).isEqualTo(stage.body.path("response_format"));
        assertThat(body.at("/messages/1/content").asText()).isEqualTo(golden("repair.txt"));
    }

    @Test
    void whenTheRepairFailsTheBestValidProposalIsTheAnswer() {
        Ending ending = proposing("words", GOOD, GOOD)
                .on("agg", says(BAD, 1))
                .on("a", says(BAD, 1))
                .run(SYNTHESISED);

        assertThat(ending)
                .isInstanceOfSatisfying(
                        Ending.Degraded.class,
                        degraded -> assertThat(degraded.what())
                                .isEqualTo("the best valid proposal: the synthesis was not the demanded JSON"));
        assertThat(text(ending)).isEqualTo(GOOD);
        assertThat(ending.calls()).hasSize(5);
    }

    @Test
    void whereNoAggregatorAnswersAProposalInWordsIsMendedByATrustedModelThatHasNotFailed() {
        Ending ending = proposing("words", "words", "others")
                .fallingBackTo("backup")
                .on("agg", fails(1))
                .on("backup", fails(1))
                .on("a", says(GOOD, 1))
                .run(SYNTHESISED);

        assertThat(text(ending)).isEqualTo(GOOD);
        assertThat(ending.calls().getLast().role()).isEqualTo(CallRole.REPAIR);
        assertThat(what(ending)).isEqualTo("the best proposal as it is: no aggregator answered");
    }

    @Test
    void whereAProposalInWordsCannotBeMendedTheCallerIsTold() {
        Ending ending = proposing("words", "words", "others")
                .on("agg", fails(1))
                .on("a", fails(1))
                .on("b", says(BAD, 1))
                .run(SYNTHESISED);

        assertThat(text(ending)).isEqualTo("words");
        assertThat(what(ending)).contains("the answer is not the demanded JSON");
    }

    private static String what(Ending ending) {
        return ending instanceof Ending.Degraded degraded ? degraded.what() : "";
    }

    @Test
    void withoutAnyValidAnswerTheCallerIsTold() {
        Ending ending = proposing("x", "y", BAD)
                .on("agg", says(BAD, 1))
                .on("a", fails(1))
                .run(SYNTHESISED);

        assertThat(ending)
                .isInstanceOfSatisfying(
                        Ending.Degraded.class,
                        degraded -> assertThat(degraded.what()).isEqualTo("the answer is not the demanded JSON"));
        assertThat(text(ending)).isEqualTo(BAD);
    }

    @Test
    void whatHasBeenStreamedIsNotMendedButToldOf() {
        Ending ending =
                proposing(GOOD, GOOD, GOOD).streamed().on("agg", says(BAD, 1)).run(SYNTHESISED);

        assertThat(stage.streamedText()).isEqualTo(BAD);
        assertThat(ending)
                .isInstanceOfSatisfying(
                        Ending.Degraded.class,
                        degraded -> assertThat(degraded.what()).isEqualTo("the answer is not the demanded JSON"));
        assertThat(ending.calls()).hasSize(4);
    }

    @Test
    void aRepairThatDoesNotFitTheTimeIsNotTried() {
        Ending ending = proposing("x", "y", GOOD)
                .within(2_500)
                .on("agg", says(BAD, 1_600))
                .run(SYNTHESISED);

        assertThat(text(ending)).isEqualTo(GOOD);
        assertThat(ending.calls()).hasSize(4);
    }

    @Test
    void aVoteCountsValidProposalsOnlyHoweverManyOthersAgree() {
        Ending ending = proposing(BAD, BAD, GOOD).run(VOTED);

        assertThat(ending).isInstanceOf(Ending.Answered.class);
        assertThat(text(ending)).isEqualTo(GOOD);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aVoteWithoutAValidProposalMendsTheLeadingOneBeforeAnythingIsStreamed(boolean streamed) {
        if (streamed) {
            stage.streamed();
        }

        Ending ending = proposing(BAD, BAD, "words").on("a", says(GOOD, 1)).run(VOTED);

        assertThat(text(ending)).isEqualTo(GOOD);
        assertThat(ending)
                .isInstanceOfSatisfying(
                        Ending.Degraded.class,
                        degraded -> assertThat(degraded.what()).isEqualTo("no proposal was sound"));
        assertThat(stage.streamedText()).isEqualTo(streamed ? GOOD : "");
    }

    @Test
    void aCascadeGoesOnAfterAnAnswerOfTheWrongFormAndMendsTheLastResort() {
        Plan plan = Stage.agreeing("a", "b");

        assertThat(text(stage.on("a", says(BAD, 1)).on("b", says(GOOD, 1)).run(plan)))
                .isEqualTo(GOOD);
        assertThat(text(new Stage()
                        .formed(stage)
                        .on("a", says(BAD, 1), says(GOOD, 1))
                        .on("b", says("x", 1))
                        .run(plan)))
                .isEqualTo(GOOD);
    }

    private static Plan fusing(ModelId first, ModelId second, Aggregation by) {
        return new Cascade(
                List.of(new Step.Ask(first), new Step.Ask(second), new Step.Fuse(by)),
                new StopRule.Agreement(2),
                Reliability.EQUAL,
                List.of(1.0, 1.0, 1.0));
    }

    private static final Plan FUSED = fusing(new ModelId("a"), new ModelId("b"), new Aggregation.Synthesise(Stage.AGG));

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anAggregatorMakesJsonOfACascadesAnswersThatLackNothingElse(boolean streamed) {
        if (streamed) {
            stage.streamed();
        }

        Ending ending = stage.on("a", says(BAD, 1))
                .on("b", says("It is 42.", 1))
                .on("agg", says(GOOD, 1))
                .run(FUSED);

        assertThat(ending).isInstanceOf(Ending.Answered.class);
        assertThat(text(ending)).isEqualTo(GOOD);
        assertThat(stage.client.calls.getLast().body().at("/messages/1/content").asText())
                .contains("forty-two", "It is 42.");
    }

    @Test
    void whatLacksMoreThanItsFormIsNotShownToTheAggregator() {
        Ending ending = stage.on("a", says(BAD, 1))
                .on("b", says("I'm sorry, but I can't help.", 1))
                .on("agg", says(GOOD, 1))
                .run(FUSED);

        assertThat(text(ending)).isEqualTo(GOOD);
        assertThat(stage.client.calls.getLast().body().at("/messages/1/content").asText())
                .contains("forty-two")
                .doesNotContain("sorry");
    }

    @Test
    void anAnswerOfTheDemandedFormIsFusedWithoutThoseThatLackIt() {
        stage.on("a", says(BAD, 1))
                .on("b", says(GOOD, 1))
                .on("agg", says(GOOD, 1))
                .run(FUSED);

        assertThat(stage.client.calls.getLast().body().at("/messages/1/content").asText())
                .doesNotContain("forty-two");
    }

    @Test
    void aSynthesisIsMendedByTheBestOtherTrustedModelOfThePlanThatHasNotFailed() {
        Plan plan = new MixedMoa(Stage.models("a", "b", "c", "shady"), 2, new Aggregation.Synthesise(Stage.AGG));

        Ending ending = stage.expecting("shady", 0.9)
                .expecting("c", 0.8)
                .expecting("b", 0.7)
                .fallingBackTo("backup")
                .on("a", says(GOOD, 1))
                .on("b", says(GOOD, 1), says(GOOD, 1))
                .on("c", fails(1))
                .on("shady", says(GOOD, 1))
                .on("agg", says(BAD, 1))
                .run(plan);

        assertThat(text(ending)).isEqualTo(GOOD);
        assertThat(ending.calls().getLast().role()).isEqualTo(CallRole.REPAIR);
        assertThat(ending.calls().getLast().model()).isEqualTo(new ModelId("b"));
    }

    @Test
    void whereThePlanHasNoOtherTrustedModelTheAggregatorMendsItsOwnSynthesis() {
        Ending ending = stage.on("shady", says(GOOD, 1), says(GOOD, 1))
                .on("agg", says(BAD, 1), says(GOOD, 1))
                .run(new MixedMoa(Stage.models("shady", "shady"), 2, new Aggregation.Synthesise(Stage.AGG)));

        assertThat(text(ending)).isEqualTo(GOOD);
        assertThat(ending.calls().getLast().model()).isEqualTo(Stage.AGG);
    }
}
