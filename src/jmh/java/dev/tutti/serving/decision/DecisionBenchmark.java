package dev.tutti.serving.decision;

import dev.tutti.sense.feature.FeatureExtractor;
import dev.tutti.sense.feature.Requests;
import dev.tutti.words.chat.ChatRequest;
import dev.tutti.words.plan.RoutingOptions;
import dev.tutti.words.plan.Selector;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Features, and features with a decision, for 1 KB prompts and 30 models; each prompt is new, so no cache helps. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class DecisionBenchmark {
    private static final RoutingOptions AUTO = RoutingOptions.of(new Selector.Auto());

    private final FeatureExtractor extractor = new FeatureExtractor();
    private final Scene scene = new Scene(Optional.empty(), Scene.many(30));
    private final String text = "Here is the report of the harbour master about 12 ships and their cargo. ".repeat(14);
    private int count;

    @Benchmark
    public Object features() {
        return extractor.extract(next(), Optional.empty());
    }

    @Benchmark
    public Object decision() {
        return scene.decide("r-" + count, next(), AUTO);
    }

    private ChatRequest next() {
        return Requests.asking(text + count++);
    }
}
