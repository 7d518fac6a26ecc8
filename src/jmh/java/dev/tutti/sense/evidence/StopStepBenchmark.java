package dev.tutti.sense.evidence;

import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Cascade;
import dev.tutti.words.plan.Hearing;
import dev.tutti.words.plan.Reliability;
import dev.tutti.words.plan.Step;
import dev.tutti.words.plan.StopRule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** One step of a learned cascade of six members, as large as training makes them: hear the answers, then go on or stop. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(StopStepBenchmark.RING)
public class StopStepBenchmark {
    private static final int MEMBERS = 6;
    private static final int MOST_CALLS = 5;
    static final int RING = 256;

    @Param({"1", "3", "5"})
    private int answers;

    private final List<List<Listening.Answer>> rings = new ArrayList<>();
    private Cascade cascade;
    private List<Integer> asked;

    @Setup
    public void learn() {
        Random random = new Random(1);
        List<StopRule.Branch> branches = new ArrayList<>();
        List<Hearing> hearings = new ArrayList<>();
        for (int set = 1; set < 1 << MEMBERS; set += 2) {
            List<Integer> steps = steps(set);
            if (steps.size() <= MOST_CALLS) {
                hearings.add(new Hearing(
                        steps,
                        random.nextGaussian(),
                        steps.stream().map(_ -> voice(random)).toList()));
                for (int step : steps(steps.size() < MOST_CALLS ? ~set & (1 << MEMBERS) - 1 : 0)) {
                    branches.add(new StopRule.Branch(
                            steps,
                            step,
                            new StopRule.Linear(random.nextGaussian(), Collections.nCopies(Evidence.NUMBERS, 0.1))));
                }
            }
        }
        cascade = new Cascade(
                IntStream.range(0, MEMBERS)
                        .<Step>mapToObj(i -> new Step.Ask(model(i)))
                        .toList(),
                new StopRule.NextCall(Evidence.VERSION, "bench", 1, branches, hearings),
                Reliability.EQUAL,
                Collections.nCopies(MEMBERS, 1.0));
        asked = IntStream.range(0, answers).boxed().toList();
        for (int i = 0; i < RING; i++) {
            rings.add(asked.stream().map(step -> answer(step, random)).toList());
        }
    }

    private static List<Integer> steps(int set) {
        return IntStream.range(0, MEMBERS)
                .filter(i -> (set >> i & 1) == 1)
                .boxed()
                .toList();
    }

    private static ModelId model(int step) {
        return new ModelId("family/m" + step);
    }

    private static Hearing.Voice voice(Random random) {
        return new Hearing.Voice(
                random.doubles(Hearing.Voice.KNOT_COUNT, -1, 2).boxed().toList());
    }

    private static Listening.Answer answer(int step, Random random) {
        AnswerSketch sketch = new AnswerSketch(random.nextInt(3), 0, true, 10, Flaw.NONE);
        return new Listening.Answer(step, model(step), Optional.of(sketch), random.nextInt(900), Warrant.NONE);
    }

    @Benchmark
    public void hearing(Blackhole hole) {
        for (List<Listening.Answer> heard : rings) {
            hole.consume(Listening.hear(cascade, heard));
        }
    }

    @Benchmark
    public void hearingAndStopping(Blackhole hole) {
        for (List<Listening.Answer> heard : rings) {
            hole.consume(Stopping.next(cascade, asked, Listening.hear(cascade, heard)));
        }
    }
}
