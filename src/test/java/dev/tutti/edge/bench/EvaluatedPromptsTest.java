package dev.tutti.edge.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.learning.training.LoggedWorld;
import dev.tutti.learning.training.Trained;
import dev.tutti.memory.modelstore.FileModelStore;
import dev.tutti.memory.modelstore.ReleaseDraft;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluatedPromptsTest {
    private static final RecordedPrompt SEEN = prompt("What is 6 x 7?");
    private static final RecordedPrompt UNSEEN = prompt("What is 6 x 8?");

    @TempDir
    private Path folder;

    @Test
    void aRouterThatWasTrainedOnAnEvaluatedPromptIsRefusedByName() {
        FileModelStore store = store();
        String release =
                store.publish(trainedOn(EvaluatedPrompts.of(List.of(SEEN)))).id();

        assertThatThrownBy(() -> EvaluatedPrompts.of(List.of(SEEN, UNSEEN)).requireUnknownTo(store, release))
                .isInstanceOf(EvaluatedPrompts.KnownToRouter.class)
                .hasMessageContaining(release)
                .hasMessageContaining("1 of the 2 evaluated prompts")
                .hasMessageContaining("allowed is none")
                .hasMessageNotContaining("6 x 7");
    }

    @Test
    void whiteSpaceMakesNoOtherPrompt() {
        FileModelStore store = store();
        String release =
                store.publish(trainedOn(EvaluatedPrompts.of(List.of(SEEN)))).id();
        EvaluatedPrompts spaced = EvaluatedPrompts.of(List.of(prompt("  What is\n6  x 7? ")));

        assertThatThrownBy(() -> spaced.requireUnknownTo(store, release))
                .isInstanceOf(EvaluatedPrompts.KnownToRouter.class);
    }

    @Test
    void aRouterThatWasTrainedOnOtherPromptsMayBeMeasured() {
        FileModelStore store = store();
        String release =
                store.publish(trainedOn(EvaluatedPrompts.of(List.of(SEEN)))).id();

        assertThatCode(() -> EvaluatedPrompts.of(List.of(UNSEEN)).requireUnknownTo(store, release))
                .doesNotThrowAnyException();
    }

    @Test
    void theDigestIsTheOneThatImportedRowsCarry() throws IOException {
        Path data = Files.writeString(
                folder.resolve("some_outcomes.jsonl"),
                "{\"prompt\":\"What is 6 x 7?\",\"arms\":{\"x\":{\"q\":1,\"cost_usd\":0.02}}}");
        RecordedSet set = RecordedSet.read(data, folder.resolve("none"));

        assertThat(new ImportLines(new ReplayedSet(set)).rows(set.prompts().getFirst(), Instant.EPOCH))
                .extracting(row -> row.row().promptHash())
                .containsExactlyElementsOf(EvaluatedPrompts.of(set.prompts()).digests());
    }

    private FileModelStore store() {
        return FileModelStore.open(
                folder.resolve("store"), LoggedWorld.catalogue(), Trained.SCHEMA, () -> LoggedWorld.NOW);
    }

    private static ReleaseDraft trainedOn(EvaluatedPrompts prompts) {
        ReleaseDraft draft = Trained.draft(1);
        return new ReleaseDraft(
                draft.parts(),
                draft.facts(),
                draft.verdict(),
                draft.modelCard(),
                new TreeSet<>(prompts.digests()),
                draft.goldenPrompts());
    }

    private static RecordedPrompt prompt(String text) {
        return new RecordedPrompt(text, "", Map.of());
    }
}
