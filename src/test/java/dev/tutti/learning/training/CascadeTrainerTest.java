package dev.tutti.learning.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.memory.modelstore.LatentTopics;
import dev.tutti.memory.modelstore.LearnedCascade;
import dev.tutti.memory.modelstore.Projection;
import dev.tutti.memory.modelstore.PromptClusters;
import dev.tutti.memory.modelstore.World;
import dev.tutti.sense.feature.FeatureExtractor;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class CascadeTrainerTest {
    private static final CascadeSettings SETTINGS = new CascadeSettings(100, 6, 4, 6, 5, 0.02, 12, 1_200);

    @Test
    void disagreementOfCheapModelsBringsTheStrongOneAndAgreementSparesIt() {
        List<PromptGroup> groups = Recorded.halfHard(400, new Random(1));

        List<LearnedCascade> cascades = train(groups);

        // The strong model alone: 95 % at $0.004; two cheap ones agree on the easy half.
        assertThat(cascades).anySatisfy(cascade -> {
            assertThat(cascade.all().score()).isGreaterThan(0.93);
            assertThat(cascade.all().costUsd()).isLessThan(0.0027);
        });
    }

    @Test
    void tooFewGroupsTeachNoCascade() {
        assertThat(train(Recorded.halfHard(99, new Random(1)))).isEmpty();
    }

    @Test
    void theSameGroupsTeachTheSameCascades() {
        List<PromptGroup> groups = Recorded.halfHard(150, new Random(1));

        assertThat(train(groups)).isEqualTo(train(groups));
    }

    @Test
    void scoresThatAreCoinsLookNoBetterThanCoins() {
        List<PromptGroup> groups = Recorded.halfHard(200, new Random(3));
        // Evidence says nothing here: the score of each answer is a coin, so no rule can gain by stopping well.
        List<PromptGroup> coins = coins(groups);

        List<LearnedCascade> cascades = train(coins);

        assertThat(cascades)
                .allSatisfy(cascade -> assertThat(cascade.all().score()).isLessThan(0.65));
    }

    private static List<PromptGroup> coins(List<PromptGroup> groups) {
        Random random = new Random(5);
        return groups.stream()
                .map(group -> {
                    var answers = new java.util.TreeMap<dev.tutti.words.chat.ModelId, RecordedAnswer>();
                    int word = 1;
                    for (var model : Recorded.MODELS) {
                        answers.put(model, Recorded.answer(word++, random.nextInt(2), "0.001"));
                    }
                    return Recorded.group(word + random.nextInt(1_000_000), group.features(), answers);
                })
                .toList();
    }

    private static List<LearnedCascade> train(List<PromptGroup> groups) {
        return new CascadeTrainer(SETTINGS, oneCluster(), () -> false).train(World.REAL, groups);
    }

    static PromptClusters oneCluster() {
        int dense = FeatureExtractor.SCHEMA.dense().size();
        double[] ones = new double[dense];
        Arrays.fill(ones, 1);
        Projection projection =
                new Projection(FeatureExtractor.SCHEMA.version(), new double[dense], ones, LatentTopics.NONE);
        return new PromptClusters(projection, new double[1][dense], new double[] {1}, List.of());
    }
}
