package dev.tutti.edge.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tutti.edge.practice.ReplayFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordedSetTest {
    @TempDir
    private Path folder;

    @Test
    void withoutTokenCountsFourCharactersStandForOne() throws IOException {
        RecordedSet set = read(
                "{\"prompt\":\"12345678\",\"arms\":{\"m\":{\"q\":0.25,\"a\":\"four\"}}}",
                "{\"m\":{\"input\":1,\"output\":10}}");

        RecordedPrompt.Arm arm = set.prompts().getFirst().arm("m");

        assertThat(arm.quality()).isEqualTo(0.25);
        assertThat(arm.costUsd()).isCloseTo((2 * 1 + 1 * 10) / 1e6, within(1e-15));
        assertThat(set.answers()).isTrue();
    }

    @Test
    void aPlanOfManyCallsWhoseMembersHaveNoAnswersOfTheirOwnIsAModel() throws IOException {
        RecordedSet set = read(
                "{\"prompt\":\"p\",\"arms\":{\"moa\":{\"q\":1,\"cost_usd\":0.02,\"calls\":{\"x\":[5,5]}},\"single\":{\"q\":0,\"cost_usd\":0.001}}}",
                "{}");

        assertThat(set.models()).containsExactly("moa", "single");
        assertThat(set.votes()).isEmpty();
        assertThat(set.answers()).isFalse();
    }

    @Test
    void aVoteOverModelsOfTheLineIsNoModel() throws IOException {
        RecordedSet set = read(
                "{\"prompt\":\"p\",\"arms\":{\"x\":{\"q\":1,\"cost_usd\":0.02},\"vote\":{\"q\":1,\"cost_usd\":0.02,\"calls\":{\"x\":[5,5]}}}}",
                "{}");

        assertThat(set.models()).containsExactly("x");
        assertThat(set.votes()).containsExactly("vote");
    }

    @Test
    void aPlanOfManyCallsThatAllFailedOnceIsNoVoteForThat() throws IOException {
        RecordedSet set = read("""
                {"prompt":"p","arms":{"moa":{"q":1,"cost_usd":0.02,"calls":{"x":[5,5]}}}}

                {"prompt":"q","arms":{"moa":{"q":0,"cost_usd":0,"calls":{}}}}""", "{}");

        assertThat(set.models()).containsExactly("moa");
    }

    @Test
    void aModelThatDidNotMeetAPromptWasWrongForNothing() throws IOException {
        RecordedSet set = read("""
                {"prompt":"p","arms":{"x":{"q":1,"cost_usd":0.02}}}

                {"prompt":"q","arms":{"y":{"q":1,"cost_usd":0.02}}}""", "{}");

        assertThat(set.prompts().getLast().arm("x")).isEqualTo(new RecordedPrompt.Arm(0, 0, 0, 0, ""));
    }

    @Test
    void aPromptWithoutACategoryHasNoTaskAndALongOneIsCut() throws IOException {
        RecordedSet set = read("""
                {"prompt":"p","arms":{"x":{"q":1,"cost_usd":0.02}}}
                {"prompt":"q","category":"%s","arms":{"x":{"q":1,"cost_usd":0.02}}}""".formatted("c".repeat(200)), "{}");

        assertThat(set.prompts().getFirst().task()).isEmpty();
        assertThat(set.prompts().getLast().task()).contains("c".repeat(100));
    }

    @Test
    void whatIsReplayedCostsWhatWasRecorded() throws IOException {
        RecordedSet set = read("""
                {"prompt":"p","category":"c","arms":{"x":{"q":1,"cost_usd":0.0271},"y":{"q":0.5,"in":100,"out":20}}}
                {"prompt":"q","category":"c","arms":{"x":{"q":0,"cost_usd":0.0003},"y":{"q":0.5,"in":100,"out":30}}}""", "{\"y\":{\"input\":1,\"output\":10}}");

        ReplayFile.read(new ReplayedSet(set).write(Files.createDirectory(folder.resolve("work"))));
        RecordedSet replayed =
                RecordedSet.read(folder.resolve("work/recorded.jsonl"), folder.resolve("work/prices.json"));

        for (int i = 0; i < 2; i++) {
            for (String model : List.of("x", "y")) {
                RecordedPrompt.Arm arm = set.prompts().get(i).arm(model);
                RecordedPrompt.Arm again = replayed.prompts().get(i).arm(model);
                assertThat(again.costUsd()).isCloseTo(arm.costUsd(), within(0.0271 / 20_000));
                assertThat(again.quality()).isEqualTo(arm.quality());
            }
        }
    }

    @Test
    void aModelWithoutDollarsAndPriceIsNamedWithItsLine() {
        assertThatThrownBy(() -> read("{\"prompt\":\"p\",\"arms\":{\"x\":{\"q\":1,\"in\":1,\"out\":1}}}", "{}"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("line 1: no cost_usd, and the price list has no input and output of x");
    }

    @Test
    void aScoreOutOfRangeIsNamedWithItsLine() {
        assertThatThrownBy(() -> read("{\"prompt\":\"p\",\"arms\":{\"x\":{\"q\":7,\"cost_usd\":1}}}", "{}"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("line 1: arm x: q is a number, 0 to 1, was 7");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{`prompt`:`p`,`arms`:{`x`:7}}|arm x: it is an object, was 7",
                "{`prompt`:`p`,`arms`:{`x`:{}}}|arm x: q is a number, 0 to 1",
                "{`prompt`:`p`,`arms`:{`x`:{`q`:1,`cost_usd`:-1}}}|arm x: cost_usd is a number, 0 or more, was -1",
                "{`prompt`:`p`,`arms`:{`x`:{`q`:1,`cost_usd`:`free`}}}|arm x: cost_usd is a number, 0 or more, was 'free'",
                "{`prompt`:`p`,`arms`:{`x`:{`q`:1,`in`:-5,`cost_usd`:1}}}|arm x: in is a number of tokens, 0 or more, was -5",
                "{`prompt`:`p`,`arms`:{`x`:{`q`:1,`a`:[1],`cost_usd`:1}}}|arm x: a is a string, was [1]",
                "{`prompt`:`p`,`arms`:{`x`:{`q`:1,`calls`:{`y`:[1,-2]}}}}|arm x: calls.y[1] is a number of tokens, 0 or more, was -2",
                "{`prompt`:` `,`arms`:{`x`:{`q`:1,`cost_usd`:1}}}|field prompt is blank",
                "{`prompt`:`p`,`arms`:{}}|field arms is empty",
                "{`prompt`:`p`,`arms`:{`z`:{`q`:1}}}|the price list's input of z is 0 or more, was -1",
                "{`prompt`:`p`,`arms`:{`a b`:{`q`:1,`cost_usd`:1},`a_b`:{`q`:1,`cost_usd`:1}}}|a name of its own is needed"
            })
    void whatCannotBeUsedIsNamedWithItsLineFieldAndValue(String line, String told) {
        String good = "{`prompt`:`o`,`arms`:{`x`:{`q`:1,`cost_usd`:1}}}\n";
        String prices = "{`y`:{`input`:1,`output`:1},`z`:{`input`:-1,`output`:1}}";

        assertThatThrownBy(() -> read((good + line).replace('`', '"'), prices.replace('`', '"')))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("some_outcomes.jsonl, line 2: ")
                .hasMessageContaining(told.replace('\'', '"').replace("list\"s", "list's"));
    }

    @Test
    void aPriceListThatIsNoJsonIsNamedWithItsLine() {
        assertThatThrownBy(() -> read("{\"prompt\":\"p\",\"arms\":{\"x\":{\"q\":1}}}", "{\n\"x\":"))
                .isInstanceOf(IOException.class)
                .hasMessageMatching(".*prices.json, line \\d+: not JSON");
    }

    @Test
    void aNameWithBlanksBecomesOneThatAModelMayHave() throws IOException {
        RecordedSet set = read(
                "{\"prompt\":\"p\",\"arms\":{\"GPT-4 Turbo\":{\"q\":true,\"in\":10,\"out\":null}}}",
                "{\"GPT-4 Turbo\":{\"input\":1,\"output\":1}}");

        assertThat(set.models()).containsExactly("GPT-4_Turbo");
        assertThat(set.tariffs()).containsKey("GPT-4_Turbo");
        assertThat(set.prompts().getFirst().arm("GPT-4_Turbo").quality()).isEqualTo(1);
    }

    private RecordedSet read(String lines, String prices) throws IOException {
        return RecordedSet.read(
                Files.writeString(folder.resolve("some_outcomes.jsonl"), lines),
                Files.writeString(folder.resolve("prices.json"), prices));
    }
}
