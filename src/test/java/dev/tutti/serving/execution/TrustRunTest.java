package dev.tutti.serving.execution;

import static dev.tutti.serving.execution.ScriptedClient.says;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.memory.outcome.CallRecord;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Aggregation;
import dev.tutti.words.plan.MixedMoa;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.Reliability;
import dev.tutti.words.plan.SelfMoa;
import dev.tutti.words.plan.SelfMoaSeq;
import dev.tutti.words.plan.Single;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One bad proposer must not steer the answer. */
final class TrustRunTest {
    private static final Aggregation BY_AGG = new Aggregation.Synthesise(Stage.AGG);
    private static final Aggregation VOTE = new Aggregation.Vote(Reliability.EQUAL);
    private static final String ALONE = "rests on untrusted models alone";

    private final Stage stage = new Stage();

    @Test
    void theAggregatorIsNotShownTheOneThatTheOthersContradict() {
        stage.on("a", says("13", 1))
                .on("b", says("42", 1))
                .on("c", says("42", 1))
                .on("agg", says("42", 1))
                .run(mixed(BY_AGG, "a", "b", "c"));

        assertThat(prompt()).doesNotContain("\"13\"").contains("\"42\"");
    }

    @Test
    void whoeverNamesANumberIsNotShownTheOneThatTheOthersContradictEither() {
        stage.on("a", says("13", 1))
                .on("b", says("42", 1))
                .on("c", says("42", 1))
                .on("agg", says("1", 1))
                .run(mixed(new Aggregation.Select(Stage.AGG), "a", "b", "c"));

        assertThat(prompt()).doesNotContain("\"13\"").contains("\"42\"");
    }

    @Test
    void ofTwoProposalsAndOfTwoCampsOfOneSizeTheAggregatorSeesAll() {
        stage.on("a", says("13", 1))
                .on("b", says("42", 1))
                .on("agg", says("42", 1))
                .run(mixed(BY_AGG, "a", "b"));

        assertThat(prompt()).contains("\"13\"").contains("\"42\"");
    }

    @Test
    void aProposerInQuarantineIsNotAskedAndTheAnswerSaysSo() {
        Ending ending = stage.quarantining("a")
                .on("b", says("42", 1))
                .on("c", says("42", 1))
                .run(mixed(VOTE, "a", "b", "c"));

        assertThat(asked(ending)).containsExactly("b", "c");
        assertThat(what(ending)).isEqualTo("without a, which is in quarantine");
    }

    @Test
    void whereAllProposersAreInQuarantineAllAreAsked() {
        Ending ending = stage.quarantining("a")
                .on("a", says("42", 1), says("42", 1), says("42", 1))
                .run(new SelfMoa(new ModelId("a"), 3, VOTE));

        assertThat(ending).isInstanceOf(Ending.Answered.class);
    }

    @Test
    void aModelInQuarantineDoesNotAggregateWhileAnotherCan() {
        Ending ending = stage.quarantining("agg")
                .fallingBackTo("backup")
                .on("a", says("42", 1))
                .on("b", says("42", 1))
                .on("backup", says("42", 1))
                .run(mixed(BY_AGG, "a", "b"));

        assertThat(asked(ending)).containsExactly("a", "b", "backup");
    }

    @Test
    void aCascadeGoesPastAModelInQuarantine() {
        Ending ending = stage.quarantining("a")
                .on("b", says("42", 1))
                .on("c", says("42", 1))
                .run(Stage.agreeing("a", "b", "c"));

        assertThat(asked(ending)).containsExactly("b", "c");
        assertThat(what(ending)).isEqualTo("without a, which is in quarantine");
    }

    @Test
    void anUntrustedModelWritesNoSynthesisOfAWindowEither() {
        Ending ending = stage.fallingBackTo("backup")
                .on("a", says("42", 1), says("42", 1), says("42", 1), says("42", 1), says("42", 1), says("42", 1))
                .on("backup", says("42", 1), says("42", 1))
                .run(new SelfMoaSeq(new ModelId("a"), 6, 4, 2, new ModelId("shady")));

        assertThat(asked(ending)).doesNotContain("shady").contains("backup");
    }

    @Test
    void anAnswerThatUntrustedModelsAloneGaveIsMarkedWhoeverElseWasAsked() {
        Ending voted = new Stage()
                .on("shady", says("13", 1), says("13", 1))
                .on("a", says("42", 1))
                .run(mixed(VOTE, "shady", "shady", "a"));
        Ending single = new Stage().on("shady", says("13", 1)).run(new Single(new ModelId("shady")));
        Ending cascaded =
                new Stage().on("shady", says("13", 1), says("13", 1)).run(Stage.agreeing("shady", "shady", "a"));

        assertThat(List.of(what(voted), what(single), what(cascaded))).containsOnly(ALONE);
    }

    @Test
    void anAnswerThatATrustedModelSharesIsNotMarked() {
        Ending ending = stage.on("shady", says("42", 1)).on("a", says("42", 1)).run(mixed(VOTE, "shady", "a"));

        assertThat(ending).isInstanceOf(Ending.Answered.class);
    }

    private String prompt() {
        return stage.client.calls.getLast().body().at("/messages/1/content").asText();
    }

    private static Plan mixed(Aggregation aggregation, String... proposers) {
        return new MixedMoa(Stage.models(proposers), 2, aggregation);
    }

    private static List<String> asked(Ending ending) {
        return ending.calls().stream()
                .map(CallRecord::model)
                .map(ModelId::value)
                .toList();
    }

    private static String what(Ending ending) {
        return ending instanceof Ending.Degraded degraded ? degraded.what() : "";
    }
}
