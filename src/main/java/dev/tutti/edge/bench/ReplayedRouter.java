package dev.tutti.edge.bench;

import dev.tutti.learning.training.ReplayedOutcome;
import dev.tutti.memory.modelstore.ServingModels;
import dev.tutti.memory.modelstore.Suspensions;
import dev.tutti.sense.budget.MonotonicClock;
import dev.tutti.sense.feature.FeatureExtractor;
import dev.tutti.sense.feature.Features;
import dev.tutti.sense.policy.QualityBasis;
import dev.tutti.serving.decision.Decision;
import dev.tutti.serving.decision.DecisionSettings;
import dev.tutti.serving.decision.Means;
import dev.tutti.serving.decision.Newcomers;
import dev.tutti.serving.decision.Router;
import dev.tutti.serving.decision.RouterChain;
import dev.tutti.serving.decision.Verdict;
import dev.tutti.words.chat.RequestId;
import dev.tutti.words.plan.RoutingOptions;
import dev.tutti.words.plan.WorstCase;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The router that serves, in this program, over router models that something supplies; what it chooses is replayed. */
final class ReplayedRouter implements AskedTutti {
    /** Each call of a model is taken to last so long. */
    static final Duration CALL = Duration.ofMillis(1);

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final KnownPrompts known;
    private final Router router;
    private final FeatureExtractor extractor = new FeatureExtractor();
    private final MonotonicClock clock;
    private final List<DecisionTime.Took> decisions = new ArrayList<>();

    ReplayedRouter(
            KnownPrompts known,
            Supplier<ServingModels> models,
            DecisionSettings settings,
            Newcomers newcomers,
            MonotonicClock clock) {
        this.known = known;
        this.clock = clock;
        router = new RouterChain(
                        known.replayed().catalogue(),
                        (_, _) -> Optional.of(CALL),
                        _ -> true,
                        models,
                        new Suspensions(),
                        settings,
                        WorstCase.COUNTED,
                        newcomers)
                .router(ReplayedRouter::broken, ReplayedRouter::broken, clock);
    }

    /** A service would fall back on the rule; a benchmark that did would tell of something else than it says. */
    private static void broken(Throwable failure) {
        throw new IllegalStateException("a router model failed on a recorded prompt", failure);
    }

    @Override
    public List<Outcome> ask(List<RecordedPrompt> prompts, double target) {
        return known.of(prompts).stream()
                .map(prompt -> measured(prompt, target))
                .toList();
    }

    private Outcome measured(KnownPrompt prompt, double target) {
        long computed = THREADS.getCurrentThreadCpuTime();
        long begun = clock.nanos();
        Decision decision = decide(new RequestId("measured"), prompt, Asking.measuring(prompt.prompt(), target));
        long took = clock.nanos() - begun;
        decisions.add(new DecisionTime.Took(took, THREADS.getCurrentThreadCpuTime() - computed));
        ReplayedOutcome brought = brought(decision, prompt);
        return new Outcome(
                new Contender.Scored(brought.score(), brought.cost().toDouble()),
                decision.chosen().prediction().quality(),
                decision.chosen().prediction().basis() == QualityBasis.MEASURED);
    }

    Features features(KnownPrompt prompt, RoutingOptions options) {
        return extractor.extract(prompt.chat(), options.task());
    }

    Decision decide(RequestId id, KnownPrompt prompt, RoutingOptions options) {
        return chosen(router.decide(id, prompt.chat(), features(prompt, options), options, Means.UNLIMITED));
    }

    private static Decision chosen(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Chosen chosen -> chosen.decision();
            case Verdict.Infeasible infeasible ->
                throw new IllegalStateException("no decision on a recorded prompt: " + infeasible.message());
        };
    }

    static ReplayedOutcome brought(Decision decision, KnownPrompt prompt) {
        return prompt.answers()
                .replay(decision.chosen().plan())
                .orElseThrow(() -> new IllegalStateException("not on record: what this plan would bring, "
                        + decision.chosen().plan().notation()));
    }

    /** What would be decided, and why; nothing of it is remembered. */
    Verdict preview(KnownPrompt prompt, RoutingOptions options) {
        RequestId id = new RequestId("preview");
        return router.preview(id, prompt.chat(), features(prompt, options), options, Means.UNLIMITED);
    }

    @Override
    public DecisionTime decisionTime() {
        // The virtual machine compiles during the first ones.
        return DecisionTime.of(decisions.subList(decisions.size() / 2, decisions.size()));
    }
}
