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

    private RecordedSet read(String lines, String prices) throws IOException {
        return RecordedSet.read(
                Files.writeString(folder.resolve("some_outcomes.jsonl"), lines),
                Files.writeString(folder.resolve("prices.json"), prices));
    }
}
