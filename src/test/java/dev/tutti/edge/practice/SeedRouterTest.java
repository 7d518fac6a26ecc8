package dev.tutti.edge.practice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.memory.modelstore.FileModelStore;
import dev.tutti.memory.modelstore.RouterModel;
import dev.tutti.memory.modelstore.TrainedOn;
import dev.tutti.sense.feature.FeatureExtractor;
import dev.tutti.sense.feature.Features;
import dev.tutti.sense.feature.Requests;
import dev.tutti.sense.policy.Prediction;
import dev.tutti.sense.policy.QualityBasis;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.catalogue.Origin;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Cascade;
import dev.tutti.words.plan.Single;
import dev.tutti.words.plan.Step;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The release that the repository brings along, copied alone into a store: what was trained here since plays no part. */
final class SeedRouterTest {
    private static final String SEED = "20261127T172447Z-e2538e46";
    private static final Path COMMITTED = Path.of("model-store", "releases", SEED);
    private static final FeatureExtractor EXTRACTOR = new FeatureExtractor();
    private static final URI UPSTREAM = URI.create("http://127.0.0.1:1/v1");
    private static final List<CatalogueModel> PRACTICE = Personas.cast().stream()
            .map(persona -> new SimulatedModel(persona, new SimulatedMind(1, 0.5), 0).entry(UPSTREAM))
            .toList();

    @TempDir
    private Path folder;

    @BeforeEach
    void copy() throws IOException {
        assertThat(COMMITTED).as("git restore model-store brings it back").isDirectory();
        Path release = Files.createDirectories(folder.resolve("releases").resolve(SEED));
        try (Stream<Path> files = Files.list(COMMITTED)) {
            for (Path file : files.toList()) {
                Files.copy(file, release.resolve(file.getFileName()));
            }
        }
        Files.writeString(folder.resolve("CURRENT"), SEED);
    }

    private FileModelStore open(List<CatalogueModel> models) {
        return FileModelStore.open(
                folder,
                new Catalogue("1", models),
                FeatureExtractor.SCHEMA,
                () -> Instant.parse("2026-01-01T00:00:00Z"));
    }

    private RouterModel seed(List<CatalogueModel> models) {
        return open(models).current().orElseThrow();
    }

    /** Prompts that it was not trained on. */
    private static Stream<Features> prompts() {
        PromptMaker maker = new PromptMaker(99);
        return IntStream.range(0, 200)
                .mapToObj(i -> EXTRACTOR.extract(Requests.asking(maker.prompt(i)), Optional.empty()));
    }

    @Test
    void itVerifiesAndSaysThatItKnowsSimulatedModelsOnly() {
        FileModelStore store = open(PRACTICE);

        assertThat(store.current().map(RouterModel::version)).contains(SEED);
        assertThat(store.releases())
                .singleElement()
                .satisfies(release -> assertThat(release.facts().trainedOn()).isEqualTo(TrainedOn.SIMULATED));
        assertThat(store.releases().getFirst().verdict().at("/gate/passed").asBoolean())
                .isTrue();
    }

    @Test
    void everySimulatedModelIsPredictedFromSimulationAndTheStrongestAboveTheWeakest() {
        RouterModel seed = seed(PRACTICE);

        assertThat(prompts())
                .allSatisfy(prompt -> assertThat(PRACTICE)
                        .allSatisfy(model -> assertThat(seed.predict(prompt, new Single(model.id())))
                                .map(Prediction::basis)
                                .contains(QualityBasis.SIMULATED)));
        assertThat(mean(seed, PRACTICE.getLast())).isGreaterThan(mean(seed, PRACTICE.getFirst()) + 0.2);
    }

    @Test
    void itOffersCascadesThatItLearnedAndPredictsThem() {
        RouterModel seed = seed(PRACTICE);

        assertThat(prompts())
                .allSatisfy(prompt -> assertThat(seed.learnedPlans(prompt))
                        .isNotEmpty()
                        .allSatisfy(
                                plan -> assertThat(seed.predict(prompt, plan)).isPresent()));
    }

    @Test
    void whatAPromptIsAboutDecidesWhoIsAskedFirst() {
        RouterModel seed = seed(PRACTICE);

        assertThat(askedFirst(seed, "Find the bug in this java method that sorts maps by clocks, and refactor it."))
                .isNotEqualTo(
                        askedFirst(seed, "Rewrite this email about maps so that no reader of clocks is offended."));
    }

    private static List<ModelId> askedFirst(RouterModel seed, String prompt) {
        return seed.learnedPlans(EXTRACTOR.extract(Requests.asking(prompt), Optional.empty())).stream()
                .filter(plan -> plan instanceof Cascade)
                .map(plan -> ((Step.Ask) ((Cascade) plan).steps().getFirst()).model())
                .toList();
    }

    @ParameterizedTest
    @EnumSource(
            value = Origin.class,
            names = {"LIVE", "REPLAYED"})
    void ofRealModelsItSaysNothingEvenUnderTheSameNames(Origin origin) {
        List<CatalogueModel> real =
                PRACTICE.stream().map(model -> as(origin, model)).toList();
        RouterModel seed = seed(real);

        assertThat(prompts()).allSatisfy(prompt -> {
            assertThat(real)
                    .allSatisfy(model -> assertThat(seed.predict(prompt, new Single(model.id())))
                            .isEmpty());
            assertThat(seed.learnedPlans(prompt)).isEmpty();
        });
    }

    private static double mean(RouterModel seed, CatalogueModel model) {
        return prompts()
                .mapToDouble(prompt -> seed.predict(prompt, new Single(model.id()))
                        .orElseThrow()
                        .quality())
                .average()
                .orElseThrow();
    }

    private static CatalogueModel as(Origin origin, CatalogueModel model) {
        return new CatalogueModel(
                model.id(),
                model.price(),
                model.contextWindow(),
                model.maxOutput(),
                model.abilities(),
                model.family(),
                model.size(),
                model.trust(),
                origin,
                model.prior(),
                model.endpoint());
    }
}
