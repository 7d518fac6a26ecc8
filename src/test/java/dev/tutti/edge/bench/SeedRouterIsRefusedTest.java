package dev.tutti.edge.bench;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.tutti.learning.training.LoggedWorld;
import dev.tutti.memory.modelstore.FileModelStore;
import dev.tutti.sense.feature.FeatureExtractor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The benchmark of routing on recorded outcomes would measure memory, did it start from the seed router. */
class SeedRouterIsRefusedTest {
    private static final Path STORE = Path.of("model-store");

    @ParameterizedTest
    @ValueSource(strings = {"zeroeval", "mmlupro", "routellm_mmlu"})
    void onEachSetThatTellsOfSingleModelsTheSeedRouterIsRefused(String name) throws IOException {
        Path data = RecordedFiles.shared(name);
        assumeThat(data).isRegularFile();
        RecordedSet set = RecordedSet.read(data, data.resolveSibling("prices.json"));
        FileModelStore store =
                FileModelStore.open(STORE, LoggedWorld.catalogue(), FeatureExtractor.SCHEMA, () -> LoggedWorld.NOW);
        String seed = oldest();

        assertThatThrownBy(() -> EvaluatedPrompts.of(set.prompts()).requireUnknownTo(store, seed))
                .isInstanceOf(EvaluatedPrompts.KnownToRouter.class)
                .hasMessageContaining(seed);
    }

    /** Those that were trained in this folder since are somebody's own. */
    private static String oldest() throws IOException {
        try (var releases = Files.list(STORE.resolve("releases"))) {
            return releases.map(release -> release.getFileName().toString())
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
    }
}
