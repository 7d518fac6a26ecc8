package dev.tutti.edge.bench;

import dev.tutti.learning.audit.ReplayedAudits;
import dev.tutti.learning.training.ProgressListener;
import dev.tutti.learning.training.ReplayedOutcome;
import dev.tutti.learning.training.Trainer;
import dev.tutti.learning.training.TrainingOrder;
import dev.tutti.learning.training.TrainingResult;
import dev.tutti.learning.training.TrainingSettings;
import dev.tutti.memory.modelstore.FileModelStore;
import dev.tutti.memory.modelstore.ModelStore;
import dev.tutti.memory.modelstore.RouterModel;
import dev.tutti.memory.modelstore.Suspensions;
import dev.tutti.memory.outcome.CallRecord;
import dev.tutti.memory.outcome.EndingKind;
import dev.tutti.memory.outcome.Label;
import dev.tutti.memory.outcome.LabelSource;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.sense.budget.MonotonicClock;
import dev.tutti.sense.feature.FeatureExtractor;
import dev.tutti.sense.feature.Features;
import dev.tutti.sense.policy.QualityBasis;
import dev.tutti.serving.decision.Decision;
import dev.tutti.serving.decision.DecisionSettings;
import dev.tutti.serving.decision.Means;
import dev.tutti.serving.decision.Router;
import dev.tutti.serving.decision.RouterChain;
import dev.tutti.serving.decision.Verdict;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.catalogue.Origin;
import dev.tutti.words.chat.KeyId;
import dev.tutti.words.chat.RequestId;
import dev.tutti.words.plan.RoutingOptions;
import dev.tutti.words.plan.WorstCase;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Tutti in this program: decisions, exploration, audits, training, gate and model store are those that serve; only the
 * calls are not made, what a plan brings is replayed on recorded answers. Each call of a model is taken to last a
 * millisecond.
 */
final class ReplayedTutti implements AskedTutti {
    private static final Duration CALL = Duration.ofMillis(1);
    private static final int MOST_AUDITED = 32;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final KnownPrompts known;
    private final Catalogue catalogue;
    private final HeldRows log = new HeldRows();
    private final ModelStore store;
    private final Router router;
    private final Trainer trainer;
    private final TrainingSettings training;
    private final FeatureExtractor extractor = new FeatureExtractor();
    private final MonotonicClock clock;
    private final List<DecisionTime.Took> decisions = new ArrayList<>();

    /** {@code folder}: an empty one, for the model store. */
    ReplayedTutti(KnownPrompts known, Path folder, Map<String, String> settings, MonotonicClock clock) {
        this.known = known;
        this.clock = clock;
        catalogue = known.replayed().catalogue();
        DecisionSettings decision = RoomSettings.of(DecisionSettings.class, "tutti.decision", settings);
        training = RoomSettings.of(TrainingSettings.class, "tutti.training", settings);
        store = FileModelStore.open(folder, catalogue, FeatureExtractor.SCHEMA, known::end);
        router = new RouterChain(
                        catalogue,
                        (_, _) -> Optional.of(CALL),
                        _ -> true,
                        store::serving,
                        new Suspensions(),
                        decision,
                        WorstCase.COUNTED)
                .router(ReplayedTutti::broken, clock);
        trainer = Trainer.of(log, store, catalogue, training, decision, known::end);
    }

    /** A service would fall back on the rule; a benchmark that did would tell of something else than it says. */
    private static void broken(Throwable failure) {
        throw new IllegalStateException("a router model failed on a recorded prompt", failure);
    }

    ModelStore store() {
        return store;
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

    private Decision decide(RequestId id, KnownPrompt prompt, RoutingOptions options) {
        Features features = extractor.extract(prompt.chat(), options.task());
        return chosen(router.decide(id, prompt.chat(), features, options, Means.UNLIMITED));
    }

    private static Decision chosen(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Chosen chosen -> chosen.decision();
            case Verdict.Infeasible infeasible ->
                throw new IllegalStateException("no decision on a recorded prompt: " + infeasible.message());
        };
    }

    private static ReplayedOutcome brought(Decision decision, KnownPrompt prompt) {
        return prompt.answers()
                .replay(decision.chosen().plan())
                .orElseThrow(() -> new IllegalStateException("not on record: what this plan would bring, "
                        + decision.chosen().plan().notation()));
    }

    /** The highest score that some plan is sure to reach on this prompt. */
    double promised(RecordedPrompt any) {
        KnownPrompt prompt = known.of(any);
        RoutingOptions options = Asking.single(any);
        Features features = extractor.extract(prompt.chat(), options.task());
        Verdict verdict = router.preview(new RequestId("preview"), prompt.chat(), features, options, Means.UNLIMITED);
        return verdict.receipt().candidates().stream()
                .mapToDouble(candidate -> candidate.prediction().forChoice().lower())
                .max()
                .orElse(0);
    }

    /** Asks one prompt for the log and labels what came with its recorded score. */
    OutcomeRow learn(RecordedPrompt asked, RoutingOptions options) {
        KnownPrompt prompt = known.of(asked);
        RequestId id = new RequestId("asked-" + training.seed() + "-" + log.count());
        Decision decision = decide(id, prompt, options);
        ReplayedOutcome brought = brought(decision, prompt);
        OutcomeRow row = row(id, prompt, options, decision, brought);
        write(row, brought.score());
        return row;
    }

    private OutcomeRow row(
            RequestId id, KnownPrompt prompt, RoutingOptions options, Decision decision, ReplayedOutcome brought) {
        List<CallRecord> calls = brought.asked().stream().map(prompt::call).toList();
        return new OutcomeRow(
                id,
                Optional.empty(),
                prompt.at(),
                KeyId.ANONYMOUS,
                Optional.empty(),
                prompt.hash(),
                extractor.extract(prompt.chat(), options.task()),
                decision.receipt(),
                decision.chosen().plan(),
                decision.propensity(),
                decision.explored(),
                Origin.REPLAYED,
                calls,
                brought.by().flatMap(model -> prompt.call(model).sketch()),
                EndingKind.ANSWERED,
                Optional.empty(),
                brought.cost(),
                CALL.multipliedBy(calls.size()),
                catalogue.version());
    }

    private void write(OutcomeRow row, double score) {
        log.append(row);
        // Every answer gets its score, whatever it was.
        log.label(new Label(row.id(), score, LabelSource.REPLAY, true, Optional.empty(), row.at()));
    }

    /** Audits the request if it is drawn, and labels the audit; how many rows that made. */
    int audit(RecordedPrompt asked, OutcomeRow row, double rate) {
        KnownPrompt prompt = known.of(asked);
        List<OutcomeRow> audits = new ReplayedAudits(rate, catalogue, MOST_AUDITED)
                .of(prompt.chat(), row, model -> prompt.call(model.id()));
        audits.forEach(audit ->
                write(audit, prompt.score(audit.plan().models().iterator().next())));
        return audits.size();
    }

    void importAll(List<RecordedPrompt> prompts) {
        log.importRows(known.rows(prompts));
    }

    TrainingResult train() {
        return trainer.train(TrainingOrder.ownLog(training.seed()), ProgressListener.NONE);
    }

    /** The release that serves; none where the rule without a model does. */
    Optional<String> serving() {
        return store.current().map(RouterModel::version);
    }

    @Override
    public DecisionTime decisionTime() {
        // The virtual machine compiles during the first ones.
        return DecisionTime.of(decisions.subList(decisions.size() / 2, decisions.size()));
    }
}
