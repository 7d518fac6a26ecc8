package dev.tutti.memory.modelstore;

import dev.tutti.learning.training.Trained;
import dev.tutti.sense.feature.Features;
import dev.tutti.sense.policy.Prediction;
import dev.tutti.words.catalogue.Origin;
import dev.tutti.words.plan.Aggregation;
import dev.tutti.words.plan.MixedMoa;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.SelfMoa;
import dev.tutti.words.plan.Single;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** What a decision asks of the router model: all plans on one new prompt, and one plan on a prompt already read. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class RouterModelBenchmark {
    private final RouterModel router = Trained.parts(1)
            .router(
                    "bench",
                    TrainedOn.THIS_DEPLOYMENT,
                    Catalogues.of(Map.of(Trained.STRONG, Origin.REPLAYED, Trained.WEAK, Origin.REPLAYED)));
    private final Features read = Trained.easy();
    private final List<Plan> plans = plans();

    private static List<Plan> plans() {
        List<Plan> plans = new ArrayList<>(List.of(new Single(Trained.STRONG), new Single(Trained.WEAK)));
        for (int samples = 2; samples <= 12; samples++) {
            plans.add(new SelfMoa(Trained.WEAK, samples, new Aggregation.Synthesise(Trained.STRONG)));
            plans.add(new MixedMoa(
                    List.of(Trained.WEAK, Trained.STRONG), 2 + samples % 4, new Aggregation.Select(Trained.STRONG)));
        }
        return plans;
    }

    @Benchmark
    public void twentyFourPlansOnANewPrompt(Blackhole hole) {
        Features fresh = Trained.hard();
        plans.forEach(plan -> hole.consume(router.predict(fresh, plan)));
        hole.consume(router.learnedPlans(fresh));
    }

    @Benchmark
    public Optional<Prediction> oneSinglePlanOnAPromptAlreadyRead() {
        return router.predict(read, plans.getFirst());
    }
}
