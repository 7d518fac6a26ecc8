package dev.tutti.edge.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.edge.bench.RecordedPrompt.Arm;
import dev.tutti.learning.audit.NewcomerStanding.Phase;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** On a made-up recording of four models that are right in 55 to 85 %, each dearer than the one before but for the last. */
final class NewcomerBenchTest {
    private static final Map<String, Double> RIGHT =
            Map.of("maker/poor", 0.3, "maker/small", 0.6, "maker/dear", 0.85, "maker/bargain", 0.84);
    private static final Map<String, Double> USD =
            Map.of("maker/poor", 0.0004, "maker/small", 0.001, "maker/dear", 0.02, "maker/bargain", 0.002);
    private static final Folds FOLDS = new Folds(NewcomerBench.FOLDS);

    private final RecordedSet set = made();
    private final LateModel.Scene scene =
            new LateModel.Scene(new KnownPrompts(new ReplayedSet(set)), FOLDS.training(set, 0), FOLDS.test(set, 0), 42);

    @TempDir
    private Path folder;

    private ReplayedTutti full;

    @BeforeEach
    void learn() {
        full = scene.full(new WorkFolder(folder));
    }

    @Test
    void aBargainThatComesLateServesMostRequestsOnceItIsKnownAndAPoorModelNone() throws IOException {
        LateModel.Result bargain = new LateModel(scene, full, "maker/bargain").run();
        LateModel.Result poor = new LateModel(scene, full, "maker/poor").run();

        assertThat(bargain.before().single().share()).isZero();
        assertThat(bargain.standing()).hasValueSatisfying(standing -> {
            assertThat(standing.phase()).isEqualTo(Phase.TRAINING);
            assertThat(standing.anchors()).isEqualTo(50);
            assertThat(standing.labels()).isEqualTo(50);
            assertThat(standing.served()).isEqualTo(60);
        });
        assertThat(bargain.known().single().share()).isGreaterThan(0.5);
        assertThat(bargain.known().single().point().costPer1000())
                .isLessThan(bargain.before().single().point().costPer1000() / 2);
        assertThat(poor.standing()).hasValueSatisfying(standing -> {
            assertThat(standing.phase()).isEqualTo(Phase.SERVING);
            assertThat(standing.served()).as("it is hopeless").isZero();
        });
        assertThat(poor.known().single().share()).isZero();
    }

    @Test
    void aModelWhoseAnswersAreAllWrongIsNoticedLongBeforeFiveHundredRequests() {
        List<WorsenedModel.Result> results = new WorsenedModel(scene, full).run(3);

        assertThat(results.getFirst().broken()).isEqualTo(1);
        assertThat(results.getFirst().labelled()).isEqualTo(1);
        assertThat(results.getFirst().early()).isZero();
        assertThat(results.getFirst().requests()).hasSize(3).allMatch(requests -> requests <= 100);
    }

    @Test
    void theTableTellsOfEachModelAndOfEachWayToGetWorse() throws IOException {
        StringWriter printed = new StringWriter();

        new NewcomerBench(1, 1, new PrintWriter(printed)).run(made());

        assertThat(printed.toString())
                .contains("made-up: a model that comes late", "maker/bargain, 0.8", "maker/poor, 0.")
                .contains("made-up: a model that gets worse, unsaid", "| 100 % | 100 % |");
    }

    @Test
    void moreSeedsThanFoldsAreRefused() {
        StringWriter told = new StringWriter();

        int status = new CommandLine(new BenchCommand())
                .setErr(new PrintWriter(told))
                .execute("newcomer", "--seeds", "6");

        assertThat(status).isEqualTo(2);
        assertThat(told.toString()).contains("--seeds: a whole number from 1 to 5, was 6");
    }

    private static RecordedSet made() {
        SplittableRandom chance = new SplittableRandom(7);
        List<RecordedPrompt> prompts = new ArrayList<>();
        for (int i = 0; i < 700; i++) {
            prompts.add(new RecordedPrompt("question " + i, i % 2 == 0 ? "sums" : "rivers", arms(chance)));
        }
        return new RecordedSet("made-up", prompts, List.copyOf(new TreeMap<>(RIGHT).keySet()), List.of(), Map.of());
    }

    private static Map<String, Arm> arms(SplittableRandom chance) {
        Map<String, Arm> arms = new TreeMap<>();
        new TreeMap<>(RIGHT).forEach((model, right) -> {
            boolean good = chance.nextDouble() < right;
            String wrong = Integer.toString(100 + chance.nextInt(900));
            arms.put(model, new Arm(good ? 1 : 0, 10, 10, USD.getOrDefault(model, 1.0), good ? "42" : wrong));
        });
        return arms;
    }
}
