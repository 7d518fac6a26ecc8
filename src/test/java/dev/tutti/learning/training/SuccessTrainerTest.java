package dev.tutti.learning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tutti.memory.modelstore.PlanDescriptors;
import dev.tutti.memory.modelstore.PromptClusters;
import dev.tutti.memory.modelstore.SuccessModel;
import dev.tutti.memory.modelstore.SuccessNames;
import dev.tutti.memory.modelstore.World;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tribuo.classification.Label;
import org.tribuo.impl.ArrayExample;

final class SuccessTrainerTest {
    private static final List<Example> EXAMPLES = Trained.examples(300, 7);
    private static final PromptClusters CLUSTERS = ClusterTrainer.fit(EXAMPLES, 4, 7);

    private static Map<World, SuccessModel> fit(List<Example> examples) {
        return SuccessTrainer.fit(examples, CLUSTERS, Trained.facts(), 7);
    }

    @Test
    void theWeightsReadOutSayWhatTribuoSays() {
        PlanDescriptors descriptors =
                new PlanDescriptors(model -> Optional.ofNullable(Trained.facts().get(model)));
        fit(EXAMPLES)
                .forEach((world, model) -> EXAMPLES.stream()
                        .filter(example -> example.world() == world)
                        .limit(200)
                        .forEach(example -> {
                            List<PlanDescriptors.Descriptor> plan =
                                    descriptors.of(example.plan()).orElseThrow();
                            double[] numbers = CLUSTERS.numbers(example.features());
                            int[] hashed = example.features().hashed();

                            assertThat(model.predict(numbers, hashed, plan))
                                    .isCloseTo(tribuo(model, numbers, hashed, plan), within(1e-9));
                        }));
    }

    private static double tribuo(
            SuccessModel model, double[] numbers, int[] hashed, List<PlanDescriptors.Descriptor> plan) {
        List<SuccessNames.Named> named = new ArrayList<>(SuccessNames.ofPrompt(numbers, hashed));
        named.addAll(SuccessNames.ofPlan(plan, numbers));
        ArrayExample<Label> example = new ArrayExample<>(
                SuccessModel.GOOD,
                named.stream().map(SuccessNames.Named::name).toArray(String[]::new),
                named.stream().mapToDouble(SuccessNames.Named::value).toArray());
        return model.tribuo().predict(example).getOutputScores().get("GOOD").getScore();
    }

    @Test
    void theSameRowsInAnyOrderGiveTheSameBytes() {
        List<Example> shuffled = new ArrayList<>(EXAMPLES);
        Collections.shuffle(shuffled, new Random(3));

        assertThat(fit(shuffled).get(World.REAL).protobuf())
                .isEqualTo(fit(EXAMPLES).get(World.REAL).protobuf());
    }

    @Test
    void timeAndMachineAreNotInTheBytes() {
        String bytes = new String(fit(EXAMPLES).get(World.REAL).protobuf(), StandardCharsets.ISO_8859_1);

        assertThat(bytes)
                .doesNotContain(System.getProperty("java.version"))
                .doesNotContain(System.getProperty("os.name"))
                .contains("1970-01-01T00:00:00Z");
    }

    @Test
    void whatIsNoLinearClassifierIsRefusedBeforeTribuoSeesIt() {
        byte[] model = fit(EXAMPLES).get(World.REAL).protobuf();
        byte[] other = new String(model, StandardCharsets.ISO_8859_1)
                .replaceFirst("LinearSGDModel", "LinearSGDMotel")
                .getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> SuccessModel.parse(other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("LinearSGDMotel");
        assertThatThrownBy(() -> SuccessModel.parse(new byte[] {1, 2, 3})).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void eachWorldHasAModelOfItsOwnAndAPoorOneHasNone() {
        List<Example> real = EXAMPLES.stream()
                .filter(example -> example.world() == World.REAL)
                .toList();

        assertThat(fit(EXAMPLES)).containsOnlyKeys(World.REAL, World.SIMULATED);
        assertThat(fit(real)).containsOnlyKeys(World.REAL);
        assertThat(fit(real).get(World.REAL).protobuf())
                .isEqualTo(fit(EXAMPLES).get(World.REAL).protobuf());
        assertThat(fit(real.subList(0, 20))).isEmpty();
    }
}
