package dev.tutti.serving.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.catalogue.Origin;
import dev.tutti.words.catalogue.Trust;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Aggregation;
import dev.tutti.words.plan.Cascade;
import dev.tutti.words.plan.MixedMoa;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.Reliability;
import dev.tutti.words.plan.SelfMoa;
import dev.tutti.words.plan.SelfMoaSeq;
import dev.tutti.words.plan.Single;
import dev.tutti.words.plan.Step;
import dev.tutti.words.plan.StopRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PlanShelfTest {
    @ParameterizedTest
    @CsvSource({"9, 0", "9, 8", "30, 0", "30, 8", "30, 20", "6, 20"})
    void amongTheCandidatesIsOneOfEachKindHoweverManyModelsAndLearnedCascadesThereAre(int models, int cascades) {
        List<CatalogueModel> all = Scene.many(models);
        List<Plan> learned = new ArrayList<>(cascades(all, cascades));
        if (cascades > 0) {
            learned.add(weighted(all));
        }

        List<Plan> candidates = candidates(all, learned);

        assertThat(candidates).hasSize(24).doesNotHaveDuplicates();
        assertThat(kinds(candidates))
                .containsKeys(
                        "single",
                        "cascade",
                        "cascade, fused",
                        "self-moa of 3, synthesise",
                        "self-moa of 6, synthesise",
                        "mixed-moa of 3 in 2, synthesise",
                        "mixed-moa of 6 in 2, synthesise",
                        "mixed-moa of 3 in 3, synthesise",
                        "mixed-moa of 3 in 2, select",
                        "mixed-moa of 3 in 2, vote",
                        "mixed-moa of 6 until sure, vote",
                        "self-moa-seq");
        if (cascades > 0) {
            assertThat(candidates).as("the vote that knows its voices").contains(weighted(all));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 8, 20})
    void learnedCascadesAreOfferedUpToEightTheBestOfferedFirst(int many) {
        List<CatalogueModel> all = Scene.many(9);
        List<Plan> learned = cascades(all, many);

        assertThat(candidates(all, learned).stream().filter(learned::contains))
                .containsExactlyElementsOf(learned.subList(0, Math.min(8, many)));
    }

    private static List<Plan> candidates(List<CatalogueModel> models, List<Plan> learned) {
        return new PlanShelf(TestField.of(models).field())
                .plans(learned).stream().limit(PlanShelf.MOST).toList();
    }

    private static Map<String, Long> kinds(List<Plan> plans) {
        return plans.stream().collect(Collectors.groupingBy(PlanShelfTest::kind, Collectors.counting()));
    }

    private static String kind(Plan plan) {
        return switch (plan) {
            case Single _ -> "single";
            case SelfMoaSeq _ -> "self-moa-seq";
            case Cascade cascade -> cascade.steps().getLast() instanceof Step.Fuse ? "cascade, fused" : "cascade";
            case SelfMoa self ->
                "self-moa of " + self.samples() + until(self.adaptive().isPresent()) + ", "
                        + self.aggregation().mode();
            case MixedMoa mixed ->
                "mixed-moa of " + mixed.proposers().size()
                        + (mixed.adaptive().isPresent() ? until(true) : " in " + mixed.layers()) + ", "
                        + mixed.aggregation().mode();
        };
    }

    private static String until(boolean adaptive) {
        return adaptive ? " until sure" : "";
    }

    private static List<Plan> cascades(List<CatalogueModel> models, int many) {
        List<Plan> cascades = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            cascades.add(new Cascade(
                    List.of(
                            new Step.Ask(models.getFirst().id()),
                            new Step.Ask(models.getLast().id())),
                    new StopRule.NextCall(
                            2,
                            "rule-" + i,
                            i,
                            List.of(new StopRule.Branch(List.of(0), 1, new StopRule.Linear(1, List.of())))),
                    Reliability.EQUAL,
                    List.of(1.0, 0.5)));
        }
        return cascades;
    }

    private static Plan weighted(List<CatalogueModel> models) {
        List<ModelId> three =
                models.subList(0, 3).stream().map(CatalogueModel::id).toList();
        return new MixedMoa(three, 2, new Aggregation.Vote(Reliability.of(Map.of(three.getFirst(), 2.0))));
    }

    @Test
    void ofEquallyGoodAndEquallyCheapModelsTheTrustedOneSpeaks() {
        CatalogueModel shady = TestField.trusted(Scene.model("a/shady", "1", 0.8, Origin.LIVE), Trust.UNTRUSTED);
        CatalogueModel sound = Scene.model("b/sound", "1", 0.8, Origin.LIVE);

        List<Plan> plans = new PlanShelf(TestField.of(List.of(shady, sound)).field()).plans(List.of());

        assertThat(plans)
                .filteredOn(SelfMoa.class::isInstance)
                .first()
                .satisfies(plan -> assertThat(plan.models()).containsExactly(sound.id()));
        assertThat(plans.getFirst()).isEqualTo(new Single(sound.id()));
    }
}
