package dev.tutti.serving.execution;

import dev.tutti.serving.execution.ScriptedClient.Play;
import dev.tutti.serving.provider.CallEnding;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Adaptive;
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
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** A run of any plan on upstreams that do anything: quick, slow or silent, right, wrong, cut short or failing. */
final class AnyRun {
    private static final ModelId A = new ModelId("a");

    static final List<Plan> PLANS = everyPlan();

    private AnyRun() {}

    /** Every model has 40 plays of that chance. */
    static Stage stage(long script) {
        Stage stage = new Stage().fallingBackTo("backup", "f");
        Random random = new Random(script);
        for (String model : List.of("a", "b", "c", "agg", "backup", "f", "shady")) {
            for (int i = 0; i < 40; i++) {
                stage.on(model, play(random));
            }
        }
        return stage;
    }

    private static Play play(Random random) {
        Duration after = Duration.ofMillis(random.nextInt(4) == 0 ? 60_000 : 1 + random.nextInt(3_000));
        CallEnding.Kind[] kinds = CallEnding.Kind.values();
        return random.nextInt(3) == 0
                ? new ScriptedClient.Fails(kinds[random.nextInt(kinds.length)], after, random.nextInt(3))
                : new ScriptedClient.Says(
                        random.nextBoolean() ? "42" : "41",
                        random.nextInt(5) == 0 ? "length" : "stop",
                        after,
                        random.nextInt(2_000),
                        Optional.empty());
    }

    static Arbitrary<Plan> plans() {
        return Arbitraries.of(PLANS);
    }

    private static List<Plan> everyPlan() {
        Aggregation synthesise = new Aggregation.Synthesise(Stage.AGG);
        List<ModelId> three = Stage.models("a", "b", "shady");
        return List.of(
                new Single(A),
                new SelfMoa(A, 6, synthesise),
                new SelfMoa(A, 3, new Aggregation.Vote(Reliability.EQUAL)),
                new SelfMoa(A, 8, synthesise, Optional.of(new Adaptive(2, 0.95))),
                new MixedMoa(three, 2, new Aggregation.Vote(Reliability.EQUAL), Optional.of(new Adaptive(2, 0.95))),
                new SelfMoaSeq(A, 9, 4, 2, Stage.AGG),
                new MixedMoa(three, 2, new Aggregation.Select(Stage.AGG)),
                new MixedMoa(three, 4, synthesise),
                new Cascade(
                        List.of(new Step.Ask(A), new Step.Ask(new ModelId("b")), new Step.Fuse(synthesise)),
                        new StopRule.Agreement(2),
                        Reliability.EQUAL,
                        List.of(1.0, 1.0, 0.5)));
    }
}
