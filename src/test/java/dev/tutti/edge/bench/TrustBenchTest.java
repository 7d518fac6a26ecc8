package dev.tutti.edge.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.edge.bench.RecordedPrompt.Arm;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** On a made-up recording: eight models that are right in 62 to 76 % and share their mistakes in half of the cases. */
final class TrustBenchTest {
    private static final String UNDEFENDED = "susceptible: no defence";
    private static final String FILTERED = "susceptible: cluster and filter";
    private static final String DEFENDED = "susceptible: both, after all audits";

    private final TrustBench bench = new TrustBench(5, 0.5);

    @Test
    void theAdaptiveAdversaryCostsMoreThanFivePointsAndWithTheDefenceAtMostOneAndAHalf() {
        TrustResult loud = result(Adversary.LOUD);

        assertThat(loud.loss(UNDEFENDED).lower()).isGreaterThan(0.05);
        assertThat(loud.loss(FILTERED).mean()).isLessThan(loud.loss(UNDEFENDED).mean() / 2);
        assertThat(loud.loss("vote: no defence").lower()).isGreaterThan(0.02);
        assertThat(loud.loss("vote: quarantine").mean()).isLessThanOrEqualTo(0.015);
        assertThat(loud.loss(DEFENDED).mean()).isLessThanOrEqualTo(0.015);
    }

    @Test
    void whoLiesOnlyWhereItDecidesIsFoundTooThoughItIsRightAsOftenAsThePlurality() {
        TrustResult covert = result(Adversary.COVERT);

        assertThat(covert.loss("vote: reliability weights").mean()).isGreaterThan(0.015);
        assertThat(covert.loss(DEFENDED).mean()).isLessThanOrEqualTo(0.015);
    }

    @Test
    void inEveryFoldTheAdversaryGoesAndNoHonestMember() {
        for (Adversary adversary : List.of(Adversary.LOUD, Adversary.COVERT)) {
            assertThat(result(adversary).quarantined()).hasSize(5).allSatisfy(gone -> {
                assertThat(gone.voting()).containsOnlyKeys(PanelAnswers.ADVERSARY);
                assertThat(gone.susceptible()).containsOnlyKeys(PanelAnswers.ADVERSARY);
            });
        }
    }

    @Test
    void theTableNamesTheSimulatedAggregatorAsSuch() {
        StringWriter printed = new StringWriter();

        bench.print(made(), new PrintWriter(printed));

        assertThat(printed.toString())
                .contains("SIMULATED susceptible aggregator", "no figure of it is evidence about a real one")
                .contains(UNDEFENDED, FILTERED, DEFENDED, "adversary after");
    }

    private TrustResult result(Adversary adversary) {
        return bench.run(made()).stream()
                .filter(result -> result.adversary() == adversary)
                .findFirst()
                .orElseThrow();
    }

    private static RecordedSet made() {
        SplittableRandom chance = new SplittableRandom(7);
        List<String> models = IntStream.range(0, 8).mapToObj(i -> "maker/m" + i).toList();
        List<RecordedPrompt> prompts = new ArrayList<>();
        for (int i = 0; i < 800; i++) {
            prompts.add(new RecordedPrompt("question " + i, "sums", arms(models, chance)));
        }
        return new RecordedSet("made-up", prompts, models, List.of(), Map.of());
    }

    private static Map<String, Arm> arms(List<String> models, SplittableRandom chance) {
        Map<String, Arm> arms = new TreeMap<>();
        for (int m = 0; m < models.size(); m++) {
            boolean right = chance.nextDouble() < 0.62 + 0.02 * m;
            String wrong = chance.nextBoolean() ? "41" : Integer.toString(100 + chance.nextInt(900));
            arms.put(models.get(m), new Arm(right ? 1 : 0, 10, 1, 0, right ? "42" : wrong));
        }
        return arms;
    }
}
