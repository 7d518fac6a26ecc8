package dev.tutti.learning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tutti.words.chat.ModelId;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class UnmetModelsTest {
    private static final Recordings RECORDINGS = RecordedWorld.recordings(400, 3);

    @ParameterizedTest
    @EnumSource(
            value = UnmetModels.Without.class,
            names = {"MODEL", "FAMILY"})
    void wherePriceTellsHowGoodAModelIsThoseLeftOutAreForetold(UnmetModels.Without without) {
        List<ForetoldSet> sets = ForetoldSet.of(UnmetModels.of(RECORDINGS, 3).foretell(without));

        assertThat(sets).extracting(ForetoldSet::set).containsExactly("easy", "hard");
        assertThat(sets).allSatisfy(set -> {
            assertThat(set.models()).isEqualTo(8);
            assertThat(set.level1().error())
                    .isLessThan(0.12)
                    .isLessThan(set.size().error());
            assertThat(set.level1().ranks()).isGreaterThan(0.8);
            assertThat(set.together().ranks()).isGreaterThan(0.8);
            assertThat(set.size().ranks()).as("all are of one size").isZero();
        });
    }

    @Test
    void whatAModelScoredPlaysNoPartInWhatIsForetoldOfIt() {
        ModelId turned = RecordedWorld.id(5);

        UnmetModels.Foretold before = of(turned, RECORDINGS);
        UnmetModels.Foretold after = of(turned, turned(turned));

        assertThat(after.recorded()).isCloseTo(1 - before.recorded(), within(1e-9));
        assertThat(after.level1()).isEqualTo(before.level1());
        assertThat(after.together()).isEqualTo(before.together());
    }

    private static UnmetModels.Foretold of(ModelId model, Recordings recordings) {
        return UnmetModels.of(recordings, 3).foretell(UnmetModels.Without.MODEL).stream()
                .filter(foretold -> foretold.model().equals(model))
                .findFirst()
                .orElseThrow();
    }

    private static Recordings turned(ModelId model) {
        return new Recordings(
                RECORDINGS.prompts().stream()
                        .map(prompt -> {
                            TreeMap<ModelId, Double> scores = new TreeMap<>(prompt.scores());
                            scores.computeIfPresent(model, (_, score) -> 1 - score);
                            return new Recordings.Prompt(prompt.source(), prompt.hash(), prompt.features(), scores);
                        })
                        .toList(),
                RECORDINGS.models());
    }

    @Test
    void equalValuesShareTheirRank() {
        assertThat(Ranks.correlation(List.of(1.0, 2.0, 3.0), x -> x, x -> -x)).isCloseTo(-1, within(1e-12));
        assertThat(Ranks.correlation(List.of(1.0, 2.0, 3.0), x -> x, _ -> 7)).isZero();
        assertThat(Ranks.correlation(List.of(1.0, 2.0, 3.0, 4.0), x -> x, x -> x < 3 ? 0 : 1))
                .isCloseTo(2 / Math.sqrt(5), within(1e-12));
    }
}
