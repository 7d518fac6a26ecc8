package dev.tutti.edge.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CurveTest {
    /** Weak is right on easy prompts, strong, ten times as dear, on all; the category tells them apart. */
    private static RecordedSet set(int prompts) {
        List<RecordedPrompt> all = new ArrayList<>();
        for (int i = 0; i < prompts; i++) {
            boolean easy = i % 2 == 0;
            all.add(new RecordedPrompt(
                    (easy ? "add up " : "prove that ") + i,
                    easy ? "easy" : "hard",
                    Map.of(
                            "weak", new RecordedPrompt.Arm(easy ? 1 : 0, 10, 1_000, 0.001, ""),
                            "strong", new RecordedPrompt.Arm(1, 10, 1_000, 0.01, ""))));
        }
        return new RecordedSet(
                "two",
                all,
                List.of("weak", "strong"),
                List.of(),
                Map.of("weak", new Tariff(0, 1), "strong", new Tariff(0, 10)));
    }

    @Test
    void aMixByChanceGoesHalfTheWayOnTheMean() {
        RecordedSet set = set(200);
        FixedPlans plans = new FixedPlans(set, set.prompts());

        Curve curve =
                Curve.of(new StaticMixContender(plans), plans, set.prompts()).orElseThrow();

        assertThat(curve.aiq()).isCloseTo(0.75, within(1e-3));
        assertThat(curve.apgr()).isCloseTo(0.5, within(1e-3));
        assertThat(curve.cpt(0.8).orElseThrow()).isCloseTo(0.8, within(1e-9));
    }

    @Test
    void drawnPromptsHaveTheMeanOfThemAloneAndAllOfThemThatOfAll() {
        RecordedSet set = set(200);
        FixedPlans plans = new FixedPlans(set, set.prompts());
        Curve curve = Curve.of(new Oracle(set), plans, set.prompts()).orElseThrow();
        Curve twice = Curve.pooled(List.of(curve, curve));

        assertThat(curve.aiq(IntStream.range(0, 200).toArray())).isCloseTo(curve.aiq(), within(1e-12));
        assertThat(curve.aiq(IntStream.range(0, 100).map(i -> 2 * i).toArray())).isEqualTo(1);
        assertThat(twice.prompts()).isEqualTo(400);
        assertThat(twice.aiq()).isCloseTo(curve.aiq(), within(1e-12));
    }

    @Test
    void theOracleIsAtTheStrongOnesQualityHalfWay() {
        RecordedSet set = set(200);
        FixedPlans plans = new FixedPlans(set, set.prompts());

        Curve curve = Curve.of(new Oracle(set), plans, set.prompts()).orElseThrow();

        assertThat(curve.cpt(1).orElseThrow()).isCloseTo(0.5, within(1e-9));
        assertThat(curve.apgr()).isCloseTo(0.75, within(1e-3));
    }

    @Test
    void levelZeroLearnsWhichTasksNeedTheStrongModel() {
        RecordedSet set = set(400);
        List<RecordedPrompt> training = set.prompts().subList(0, 300);
        List<RecordedPrompt> test = set.prompts().subList(300, 400);

        Point reached = new LevelZeroContender(new KnownPrompts(new ReplayedSet(set)), training, 42)
                .run(new Wish.Quality("w", 1), test)
                .point();

        assertThat(reached.quality()).isEqualTo(1);
        assertThat(reached.costPer1000()).isCloseTo(5.5, within(0.5));
    }
}
