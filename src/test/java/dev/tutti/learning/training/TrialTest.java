package dev.tutti.learning.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.memory.modelstore.FileModelStore;
import dev.tutti.memory.modelstore.RouterModel;
import dev.tutti.sense.feature.FeatureExtractor;
import dev.tutti.sense.feature.Features;
import dev.tutti.sense.policy.PolicySettings;
import dev.tutti.sense.policy.Prediction;
import dev.tutti.words.plan.Cascade;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.Single;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class TrialTest {
    private static final Set<Part> NONE = Set.of();

    @TempDir
    private Path folder;

    private final MemoryLog log = new MemoryLog();
    private FileModelStore store;
    private Trainer trainer;

    @BeforeEach
    void learn() {
        store = FileModelStore.open(folder, LoggedWorld.catalogue(), FeatureExtractor.SCHEMA, () -> LoggedWorld.NOW);
        Deployment deployment = new Deployment(LoggedWorld.catalogue(), PolicySettings.DEFAULTS, LoggedWorld.TARGETS);
        trainer = new Trainer(log, store, deployment, new TrainerTest.Settings(), () -> LoggedWorld.NOW);
        log.importRows(LoggedWorld.rows(700));
    }

    @Test
    void theWholeIsWhatATrainingPublishes() {
        RouterModel whole = trainer.trial().without(NONE);
        assertThat(store.current()).isEmpty();

        trainer.train(TrainingOrder.ownLog(new TrainerTest.Settings().seed()), ProgressListener.NONE);

        RouterModel published = store.current().orElseThrow();
        assertThat(figures(whole)).isEqualTo(figures(published));
        assertThat(whole.learnedPlans(features(0.3))).isEqualTo(published.learnedPlans(features(0.3)));
    }

    /** On these rows some parts have nothing to bring: no panel is predicted, no word is said, cascades are not bought. */
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"TOPICS", "COMPOSITE_PRIOR", "HEARINGS", "MEMBER_SEARCH", "EXCHANGE", "PROMPT_SHARE"})
    void aPartLeftOutIsMissed(Part part) {
        Trial trial = trainer.trial();

        assertThat(seen(trial.without(Set.of(part)))).isNotEqualTo(seen(trial.without(NONE)));
    }

    @Test
    void withoutCascadesNoneIsOffered() {
        assertThat(trainer.trial().without(NONE).learnedPlans(features(0.3))).hasAtLeastOneElementOfType(Cascade.class);
        assertThat(trainer.trial().without(Set.of(Part.CASCADES)).learnedPlans(features(0.3)))
                .doesNotHaveAnyElementsOfTypes(Cascade.class);
    }

    @Test
    void withoutTheSearchTheNearestModelsAreTheMembersAndVoicesAreNeverHeardTogether() {
        Recipe recipe = Recipe.whole(300).without(Set.of(Part.MEMBER_SEARCH, Part.HEARINGS));

        assertThat(recipe.cascades().pool()).isEqualTo(recipe.cascades().members());
        assertThat(recipe.cascades().leastHeard()).isEqualTo(Integer.MAX_VALUE);
        assertThat(Recipe.whole(300).cascades()).isEqualTo(CascadeSettings.DEFAULT);
    }

    private static List<Object> seen(RouterModel model) {
        return Stream.concat(figures(model).stream(), model.learnedPlans(features(0.3)).stream())
                .toList();
    }

    /** What is predicted of each plan, and how much its models are expected to write. */
    private static List<Object> figures(RouterModel model) {
        return Stream.of(0.1, 0.5, 0.9)
                .map(TrialTest::features)
                .flatMap(features -> LoggedWorld.catalogue().models().stream()
                        .map(known -> known.id())
                        .<Object>flatMap(id -> Stream.of(
                                told(model, features, new Single(id)), model.outputTokens(features, id, 0.95))))
                .toList();
    }

    private static Prediction told(RouterModel model, Features features, Plan plan) {
        return model.predict(features, plan).orElseThrow();
    }

    private static Features features(double hardness) {
        return Recorded.features(hardness);
    }
}
