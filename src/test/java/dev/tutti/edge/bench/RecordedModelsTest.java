package dev.tutti.edge.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.learning.training.Recordings;
import dev.tutti.words.catalogue.Origin;
import dev.tutti.words.chat.ModelId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedModelsTest {
    private static final String PRICES =
            "{\"gpt-x\":{\"input\":1,\"output\":4},\"llama-y\":{\"input\":0.2,\"output\":0.2}}";
    private static final String LINE = """
            {"prompt":"What is 6 x 7?","category":"sums","arms":{"gpt-x":{"q":1,"in":5,"out":5},\
            "llama-y":{"q":0.5,"in":5,"out":5},"vote2":{"q":1,"calls":{"gpt-x":[5,5],"llama-y":[5,5]}},\
            "moa":{"q":1,"cost_usd":0.1,"calls":{"some-model":[5,5]}}}}
            """;

    @TempDir
    private Path folder;

    private Recordings read() throws IOException {
        Path data = Files.writeString(folder.resolve("some_outcomes.jsonl"), LINE);
        return RecordedModels.read(List.of(data), Files.writeString(folder.resolve("prices.json"), PRICES));
    }

    @Test
    void modelsThatThePriceListPricesAreTakenAloneUnderNamesOfTheirOwn() throws IOException {
        Recordings recordings = read();

        assertThat(recordings.prompts()).singleElement().satisfies(prompt -> {
            assertThat(prompt.scores())
                    .isEqualTo(new TreeMap<>(
                            Map.of(new ModelId("recorded/gpt-x"), 1.0, new ModelId("recorded/llama-y"), 0.5)));
            assertThat(prompt.source()).isEqualTo("some");
            assertThat(prompt.features().task()).isEmpty();
        });
        assertThat(recordings.models().models())
                .extracting(model -> model.id().value() + " " + model.family() + " " + model.origin())
                .containsExactly("recorded/gpt-x gpt " + Origin.REPLAYED, "recorded/llama-y llama " + Origin.REPLAYED);
    }

    @Test
    void aPromptHasTheNameUnderWhichARouterThatKnowsItIsRefused() throws IOException {
        EvaluatedPrompts evaluated =
                EvaluatedPrompts.of(List.of(new RecordedPrompt("What is  6 x 7?\n", "", Map.of())));

        assertThat(read().prompts()).extracting(Recordings.Prompt::hash).containsExactlyElementsOf(evaluated.digests());
    }

    @Test
    void noTextOfAPromptIsKept() throws IOException {
        assertThat(read().toString()).doesNotContain("6 x 7");
    }

    @Test
    void aModelWithoutAPriceIsNamed() throws IOException {
        Path data = Files.writeString(folder.resolve("some_outcomes.jsonl"), LINE);

        assertThatThrownBy(() -> RecordedModels.read(List.of(data), folder.resolve("none.json")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("some_outcomes.jsonl, line 1")
                .hasMessageContaining("gpt-x");
    }
}
