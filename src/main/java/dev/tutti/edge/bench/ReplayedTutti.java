package dev.tutti.edge.bench;

import dev.tutti.learning.audit.MeasuredModels;
import dev.tutti.learning.audit.NewcomerSettings;
import dev.tutti.learning.audit.NewcomerWatch;
import dev.tutti.learning.audit.ReplayedAnchors;
import dev.tutti.learning.audit.ReplayedAudits;
import dev.tutti.learning.training.ProgressListener;
import dev.tutti.learning.training.ReplayedOutcome;
import dev.tutti.learning.training.Trainer;
import dev.tutti.learning.training.TrainingOrder;
import dev.tutti.learning.training.TrainingResult;
import dev.tutti.learning.training.TrainingSettings;
import dev.tutti.learning.training.Trial;
import dev.tutti.memory.modelstore.FileModelStore;
import dev.tutti.memory.modelstore.ModelStore;
import dev.tutti.memory.modelstore.RouterModel;
import dev.tutti.memory.modelstore.ServingModels;
import dev.tutti.memory.outcome.CallRecord;
import dev.tutti.memory.outcome.EndingKind;
import dev.tutti.memory.outcome.Label;
import dev.tutti.memory.outcome.LabelSource;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.sense.budget.MonotonicClock;
import dev.tutti.sense.feature.FeatureExtractor;
import dev.tutti.serving.decision.Decision;
import dev.tutti.serving.decision.DecisionSettings;
import dev.tutti.serving.decision.Newcomers;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.catalogue.Origin;
import dev.tutti.words.chat.KeyId;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.RequestId;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.RoutingOptions;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Tutti in this program: decisions, exploration, audits, training, gate and model store are those that serve; only the
 * calls are not made, what a plan brings is replayed on recorded answers. Each call of a model is taken to last a
 * millisecond.
 */
final class ReplayedTutti implements AskedTutti {
    private static final int MOST_AUDITED = 32;

    private final KnownPrompts known;
    private final Catalogue catalogue;
    private final HeldRows log;
    private final Newcomers newcomers = new Newcomers();
    private final ModelStore store;
    private final ReplayedRouter router;
    private final Trainer trainer;
    private final TrainingSettings training;
    private final DecisionSettings decision;
    private final MonotonicClock clock;

    /** {@code folder}: an empty one, for the model store. */
    ReplayedTutti(KnownPrompts known, Path folder, Map<String, String> settings, MonotonicClock clock) {
        this(known, folder, settings, clock, new HeldRows());
    }

    /** One that goes on with the log, and with the release in the folder. */
    ReplayedTutti(KnownPrompts known, Path folder, Map<String, String> settings, MonotonicClock clock, HeldRows log) {
        this.log = log;
        this.known = known;
        this.clock = clock;
        catalogue = known.replayed().catalogue();
        decision = RoomSettings.of(DecisionSettings.class, "tutti.decision", settings);
        training = RoomSettings.of(TrainingSettings.class, "tutti.training", settings);
        store = FileModelStore.open(folder, catalogue, FeatureExtractor.SCHEMA, known::end);
        router = new ReplayedRouter(known, store::serving, decision, newcomers, clock);
        trainer = Trainer.of(log, store, catalogue, training, decision, known::end);
    }

    ModelStore store() {
        return store;
    }

    HeldRows log() {
        return log;
    }

    /** How this one gets models known that its release has not measured. */
    NewcomerWatch watch(NewcomerSettings settings) {
        MeasuredModels measured = new MeasuredModels(store::current, _ -> Optional.empty(), catalogue);
        return new NewcomerWatch(log, measured, catalogue, settings, newcomers, known::end, _ -> {});
    }

    /** Lets a newcomer answer in the background where it is drawn, and labels the answer. */
    void anchor(RecordedPrompt asked, OutcomeRow row, NewcomerWatch watch) {
        KnownPrompt prompt = known.of(asked);
        new ReplayedAnchors(watch, catalogue)
                .of(prompt.chat(), row, model -> prompt.call(model.id()))
                .ifPresent(anchor ->
                        write(anchor, prompt.score(anchor.plan().models().getFirst())));
    }

    /** What is chosen for a prompt, and what it brings. */
    record Served(Plan plan, ReplayedOutcome brought) {}

    Served serve(RecordedPrompt asked, RoutingOptions options) {
        KnownPrompt prompt = known.of(asked);
        Decision decision = router.decide(new RequestId("measured"), prompt, options);
        return new Served(decision.chosen().plan(), ReplayedRouter.brought(decision, prompt));
    }

    @Override
    public List<Outcome> ask(List<RecordedPrompt> prompts, double target) {
        return router.ask(prompts, target);
    }

    /** The highest score that some plan is sure to reach on this prompt. */
    double promised(RecordedPrompt any) {
        KnownPrompt prompt = known.of(any);
        RoutingOptions options = Asking.single(any);
        return router.preview(prompt, options).receipt().candidates().stream()
                .mapToDouble(candidate -> candidate.prediction().forChoice().lower())
                .max()
                .orElse(0);
    }

    /** Asks one prompt for the log and labels what came with its recorded score. */
    OutcomeRow learn(RecordedPrompt asked, RoutingOptions options) {
        KnownPrompt prompt = known.of(asked);
        RequestId id = new RequestId("asked-" + training.seed() + "-" + log.count());
        Decision decision = router.decide(id, prompt, options);
        ReplayedOutcome brought = ReplayedRouter.brought(decision, prompt);
        OutcomeRow row = row(id, prompt, options, decision, brought);
        write(row, brought.score());
        return row;
    }

    /** The row of a prompt that names its model, as if a router had chosen it; it is not written down. */
    OutcomeRow named(RecordedPrompt asked, ModelId model) {
        KnownPrompt prompt = known.of(asked);
        RoutingOptions options = Asking.naming(asked, model);
        Decision decision = router.decide(new RequestId("named"), prompt, options);
        return row(new RequestId("named"), prompt, options, decision, ReplayedRouter.brought(decision, prompt));
    }

    /** The same row of another request. */
    static OutcomeRow at(OutcomeRow row, String name, Instant time) {
        return new OutcomeRow(
                new RequestId(name),
                row.auditOf(),
                time,
                row.key(),
                row.session(),
                row.promptHash(),
                row.features(),
                row.receipt(),
                row.plan(),
                row.propensity(),
                row.explored(),
                row.origin(),
                row.calls(),
                row.sketch(),
                row.ending(),
                row.degraded(),
                row.cost(),
                row.latency(),
                row.catalogueVersion());
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
                router.features(prompt, options),
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
                ReplayedRouter.CALL.multipliedBy(calls.size()),
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

    /** Every prompt is asked, so that the log knows what serves, and scored; then every model's scored answer is imported. */
    void learnAll(List<RecordedPrompt> prompts) {
        prompts.forEach(prompt -> learn(prompt, Asking.measurable(prompt)));
        importAll(prompts);
    }

    void importAll(List<RecordedPrompt> prompts) {
        log.importRows(known.rows(prompts));
    }

    TrainingResult train() {
        return trainer.train(TrainingOrder.ownLog(training.seed()), ProgressListener.NONE);
    }

    /** A training that leaves parts out, on what the log knows now. */
    Trial trial() {
        return trainer.trial();
    }

    /** The same router over the model of a trial. */
    AskedTutti asking(RouterModel model) {
        ServingModels models = ServingModels.of(Optional.of(model));
        return new ReplayedRouter(known, () -> models, decision, new Newcomers(), clock);
    }

    /** The release that serves; none where the rule without a model does. */
    Optional<String> serving() {
        return store.current().map(RouterModel::version);
    }

    @Override
    public DecisionTime decisionTime() {
        return router.decisionTime();
    }
}
