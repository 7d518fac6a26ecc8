package dev.tutti.edge.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.serving.provider.CatalogueProblem;
import dev.tutti.words.catalogue.Origin;
import dev.tutti.words.catalogue.Price;
import dev.tutti.words.catalogue.SizeClass;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReplayedModelTest {
    private static final String LINES = """
            {"prompt_id":"g1","prompt":"How many  eggs?","category":"gsm","arms":{"gpt-4o-mini":{"q":1,"in":150,"out":90,"a":"18.0"},"claude-haiku":{"q":0,"in":150,"out":3000,"a":null},"vote2":{"q":1,"in":300,"out":180,"calls":{"gpt-4o-mini":[150,90]}}}}
            {"prompt_id":"m1","prompt":"Pick one","category":"law","arms":{"gpt-4o-mini":{"q":1,"in":20,"out":5,"a":"C"},"claude-haiku":{"q":0,"in":21,"out":6}}}
            """;

    @TempDir
    Path folder;

    @Test
    void theRecordedAnswerComesInItsFormatWithTheRecordedTokens() throws IOException {
        ReplayedModel mini = model("gpt-4o-mini");

        Reply.Said number = (Reply.Said) mini.reply(Asks.of("How many eggs? "));
        Reply.Said letter = (Reply.Said) mini.reply(Asks.of("Pick one"));

        assertThat(number.text()).contains("\"answer\":\"18.0\"");
        assertThat(number.promptTokens()).isEqualTo(150);
        assertThat(number.completionTokens()).isEqualTo(90);
        assertThat(number.finishReason()).isEqualTo("stop");
        assertThat(letter.text()).isEqualTo("[replayed] The answer is (C).");
        assertThat(letter.promptTokens()).isEqualTo(20);
    }

    @Test
    void aPromptThatIsNotOnRecordIsA404AndNeverAnAnswer() throws IOException {
        Reply reply = model("gpt-4o-mini").reply(Asks.of("How many hens?"));

        assertThat(reply).isInstanceOfSatisfying(Reply.Refused.class, refused -> {
            assertThat(refused.status()).isEqualTo(404);
            assertThat(refused.message()).contains("on record");
        });
    }

    @Test
    void anUnreadableAnswerEndsCutOffAndAnUnkeptOneNamesItsModel() throws IOException {
        ReplayedModel haiku = model("claude-haiku");

        Reply.Said unreadable = (Reply.Said) haiku.reply(Asks.of("How many eggs?"));
        Reply.Said unkept = (Reply.Said) haiku.reply(Asks.of("Pick one"));

        assertThat(unreadable.finishReason()).isEqualTo("length");
        assertThat(unreadable.completionTokens()).isEqualTo(3000);
        assertThat(unkept.text()).contains("only the score of claude-haiku");
    }

    @Test
    void aLimitBelowTheRecordedLengthCutsTheAnswerAway() throws IOException {
        Reply.Said cut = (Reply.Said) model("gpt-4o-mini").reply(Asks.limited("How many eggs?", 40));

        assertThat(cut.completionTokens()).isEqualTo(40);
        assertThat(cut.finishReason()).isEqualTo("length");
        assertThat(cut.text()).doesNotContain("18");
    }

    @Test
    void shownProposalsItAnswersWithTheirPluralityOrItsNumber() throws IOException {
        ReplayedModel mini = model("gpt-4o-mini");
        String[] proposals = {"The answer is (A).", "So the answer is (B).", "**Answer:** (B)"};

        Reply.Said fused = (Reply.Said) mini.reply(Asks.shown("Pick one", false, proposals));
        Reply.Said selected = (Reply.Said) mini.reply(Asks.shown("Pick one", true, proposals));

        assertThat(fused.text()).isEqualTo(proposals[1]);
        assertThat(selected.text()).isEqualTo("2");
    }

    @Test
    void votesAreNoModels() throws IOException {
        assertThat(recordings().models()).containsExactly("claude-haiku", "gpt-4o-mini");
    }

    @Test
    void itsEntrySaysThatItIsReplayedAndMayWriteAsMuchAsItEverWrote() throws IOException {
        var entry = model("claude-haiku").entry(URI.create("http://127.0.0.1:1/v1"));

        assertThat(entry.origin()).isEqualTo(Origin.REPLAYED);
        assertThat(entry.id().value()).isEqualTo("replay/claude-haiku");
        assertThat(entry.maxOutput().count()).isEqualTo(3000);
        assertThat(entry.family()).isEqualTo("claude");
        assertThat(entry.size()).isEqualTo(SizeClass.MEDIUM);
    }

    @Test
    void aBrokenLineIsNamedByFileAndNumber() throws IOException {
        Path file = Files.writeString(folder.resolve("broken.jsonl"), LINES + "{\"prompt\":3}\n");

        assertThatThrownBy(() -> ReplayFile.read(file))
                .isInstanceOf(CatalogueProblem.class)
                .hasMessageContaining("broken.jsonl, line 3: field prompt");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "7|it is an object, was 7",
                "{'in':1,'out':1}|q is a number, 0 to 1, was ",
                "{'q':1,'in':-5,'out':1}|in is a number of tokens, 0 or more, was -5",
                "{'q':1,'in':1.5e99,'out':1}|in is a number of tokens, 0 or more, was 1.5E99",
                "{'q':1,'in':1}|out is missing; needed is a number of tokens, 0 or more",
                "{'q':1,'in':1,'out':1,'a':[1]}|a is a string, was [1]"
            })
    void anArmThatCannotBeUsedIsNamedWithItsFieldAndValue(String arm, String told) throws IOException {
        String line = "{'prompt':'p','arms':{'x':%s}}".formatted(arm).replace('\'', '"');
        Path file = Files.writeString(folder.resolve("broken.jsonl"), LINES + line);

        assertThatThrownBy(() -> ReplayFile.read(file))
                .isInstanceOf(CatalogueProblem.class)
                .hasMessageContaining("broken.jsonl, line 3: arm x: " + told);
    }

    @Test
    void aModelWithoutAPriceIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("prices.json"), "{\"other\":{\"input\":1,\"output\":2}}");

        assertThatThrownBy(() -> ReplayPrices.read(file).of("gpt-4o-mini"))
                .isInstanceOf(CatalogueProblem.class)
                .hasMessageContaining("prices.json: model gpt-4o-mini has no price");
    }

    private ReplayedModel model(String name) throws IOException {
        return new ReplayedModel(name, Price.perMillion("0.15", "0.6"), recordings());
    }

    private Recordings recordings() throws IOException {
        return ReplayFile.read(Files.writeString(folder.resolve("replay.jsonl"), LINES));
    }
}
