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
    private static final String SEED = "20261127T192503Z-e0ffff51";
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
    void itVerifiesAndSaysWhatItWasTrainedOn() {
        FileModelStore store = open(PRACTICE);

        assertThat(store.current().map(RouterModel::version)).contains(SEED);
        assertThat(store.releases())
                .singleElement()
                .satisfies(
                        release -> assertThat(release.facts().trainedOn()).isEqualTo(TrainedOn.SIMULATED_AND_RECORDED));
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
    void ofRealModelsItSaysAPriorByPriceAndFamilyEvenUnderTheNamesOfSimulatedOnes(Origin origin) {
        List<CatalogueModel> real = namesakes("", origin);
        List<CatalogueModel> others = namesakes("live/", origin);
        RouterModel seed = seed(Stream.concat(real.stream(), others.stream()).toList());

        // Under a simulated model's name nothing is said at all: its name stands for what was simulated.
        assertThat(prompts()).allSatisfy(prompt -> {
            assertThat(real)
                    .allSatisfy(model -> assertThat(seed.predict(prompt, new Single(model.id())))
                            .isEmpty());
            assertThat(others)
                    .allSatisfy(model -> assertThat(seed.predict(prompt, new Single(model.id())))
                            .hasValueSatisfying(SeedRouterTest::isAWidePrior));
            assertThat(seed.learnedPlans(prompt)).isEmpty();
        });
        assertThat(mean(seed, others.getLast())).isGreaterThan(mean(seed, others.getFirst()));
    }

    private static void isAWidePrior(Prediction said) {
        assertThat(said.basis()).isEqualTo(QualityBasis.PRIOR);
        assertThat(said.forChoice().upper() - said.forChoice().lower()).isGreaterThanOrEqualTo(0.3);
    }

    @Test
    void aModelOfARecordedOnesNameIsNoMeasuredOne() {
        CatalogueModel namesake = named("recorded/gpt-4o-2024-08-06", Origin.LIVE, PRACTICE.getLast());
        RouterModel seed = seed(List.of(namesake));

        assertThat(prompts())
                .allSatisfy(prompt -> assertThat(seed.predict(prompt, new Single(namesake.id())))
                        .hasValueSatisfying(SeedRouterTest::isAWidePrior));
    }

    @Test
    void itNamesThePromptsThatItWasTrainedOnByTheirHashesAlone() throws IOException {
        Path named = folder.resolve("releases").resolve(SEED).resolve("prompts.txt");

        assertThat(Files.readAllLines(named)).hasSizeGreaterThan(20_000).allMatch(line -> line.matches("[0-9a-f]+"));
    }

    @Test
    void itIsSmall() throws IOException {
        try (Stream<Path> files = Files.list(COMMITTED)) {
            assertThat(files.mapToLong(file -> file.toFile().length()).sum()).isLessThan(6_000_000);
        }
    }

    private static List<CatalogueModel> namesakes(String prefix, Origin origin) {
        return PRACTICE.stream()
                .map(model -> named(prefix + model.id(), origin, model))
                .toList();
    }

    private static double mean(RouterModel seed, CatalogueModel model) {
        return prompts()
                .mapToDouble(prompt -> seed.predict(prompt, new Single(model.id()))
                        .orElseThrow()
                        .quality())
                .average()
                .orElseThrow();
    }

    /** A model of that name and origin, of which the catalogue has no figure. */
    private static CatalogueModel named(String name, Origin origin, CatalogueModel like) {
        return new CatalogueModel(
                new ModelId(name),
                like.price(),
                like.contextWindow(),
                like.maxOutput(),
                like.abilities(),
                like.family(),
                like.size(),
                like.trust(),
                origin,
                Optional.empty(),
                like.endpoint());
    }
}
