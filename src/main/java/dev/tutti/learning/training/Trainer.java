package dev.tutti.learning.training;

import dev.tutti.memory.modelstore.ModelStore;
import dev.tutti.memory.modelstore.ReleaseDraft;
import dev.tutti.memory.modelstore.ReleaseParts;
import dev.tutti.memory.modelstore.ReleaseRefused;
import dev.tutti.memory.modelstore.ReleaseRefused.Reason;
import dev.tutti.memory.modelstore.Rollout;
import dev.tutti.memory.modelstore.RouterModel;
import dev.tutti.memory.outcome.OutcomeLog;
import dev.tutti.sense.policy.PolicySettings;
import dev.tutti.serving.decision.DecisionSettings;
import dev.tutti.serving.decision.Defaults;
import dev.tutti.words.catalogue.Catalogue;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Makes a better router model from the log, or none: load, learn on the earlier prompts, judge on the latest, publish what
 * passes the gate. The same rows and seed give the same release, byte for byte. Nothing is written before the gate has
 * passed, so a training that is killed leaves what served.
 */
public final class Trainer {
    private final OutcomeLog log;
    private final ModelStore store;
    private final Deployment deployment;
    private final Catalogue catalogue;
    private final TrainingSettings settings;
    private final PolicySettings policy;
    private final InstantSource time;

    public Trainer(
            OutcomeLog log, ModelStore store, Deployment deployment, TrainingSettings settings, InstantSource time) {
        this.log = log;
        this.store = store;
        this.deployment = deployment;
        this.catalogue = deployment.catalogue();
        this.settings = settings;
        this.policy = deployment.policy();
        this.time = time;
    }

    /** For models and decisions that are set like this; rows later than {@code time} says do not train. */
    public static Trainer of(
            OutcomeLog log,
            ModelStore store,
            Catalogue catalogue,
            TrainingSettings settings,
            DecisionSettings decision,
            InstantSource time) {
        Deployment deployment = new Deployment(
                catalogue, Defaults.policy(decision), Defaults.of(decision).targets());
        return new Trainer(log, store, deployment, settings, time);
    }

    /** The same, whose releases come to serve step by step. */
    Trainer staged() {
        Deployment steps = new Deployment(catalogue, policy, deployment.usual(), true, deployment.versions());
        return new Trainer(log, store, steps, settings, time);
    }

    /** The same, to which a model that is served under another id is another model. */
    public Trainer tellingVersionsApart() {
        Deployment apart = new Deployment(catalogue, policy, deployment.usual(), deployment.staged(), true);
        return new Trainer(log, store, apart, settings, time);
    }

    /** Never throws for what the rows hold: every ending is a value. */
    public TrainingResult train(TrainingOrder order, ProgressListener listener) {
        Watch watch = new Watch(listener);
        TrainingReport report = new TrainingReport();
        try {
            return learn(order, watch, report);
        } catch (Watch.CalledOff off) {
            return new TrainingResult.Cancelled(report.toJson());
        }
    }

    private TrainingResult learn(TrainingOrder order, Watch watch, TrainingReport report) {
        Optional<Rollout> underWay = store.rollout();
        if (underWay.isPresent()) {
            String reason = report.underWay(underWay.get());
            return new TrainingResult.Kept(reason, report.toJson());
        }
        watch.at(Phase.LOADING, 0);
        TrainingRows rows = source().load(time.instant());
        watch.rows(rows.rows().size());
        report.loaded(rows);
        if (rows.rows().size() < settings.minLabels()) {
            long early = rows.dropped().getOrDefault(DropReason.IN_LABEL_WINDOW, 0L);
            String reason = report.tooFew(rows.rows().size(), settings.minLabels(), early, settings.labelWindow());
            return new TrainingResult.Kept(reason, report.toJson());
        }
        TimeSplit split = new TimeSplit(rows);
        Recipe recipe = Recipe.whole(settings.minGroups());
        ReleaseParts learned = new Curriculum(recipe, catalogue, policy, order.seed(), watch).learn(rows, split);
        ReleaseParts parts = order.recordings()
                .map(recordings -> PriorTrainer.with(learned, recordings, order.seed()))
                .orElse(learned);
        report.learned(parts);
        order.recordings().ifPresent(recordings -> report.recorded(recordings, parts.clusters(), order.seed()));
        watch.at(Phase.JUDGING, 0);
        GateReport gate = judge(parts, order, rows, split);
        report.judged(gate);
        if (!gate.passed()) {
            return new TrainingResult.Kept(gate.failures(), report.toJson());
        }
        watch.at(Phase.PUBLISHING, 0);
        ReleaseDraft draft = new Drafting(order, rows, split).draft(certified(parts, order, split), gate, report);
        return publish(draft, report);
    }

    private TrainingResult publish(ReleaseDraft draft, TrainingReport report) {
        if (!deployment.staged()) {
            return new TrainingResult.Published(store.publish(draft).id(), report.toJson());
        }
        try {
            String release = store.propose(draft).id();
            report.proposed();
            return new TrainingResult.Published(release, report.toJson());
        } catch (ReleaseRefused refused) {
            if (refused.reason() == Reason.UNDER_WAY || refused.reason() == Reason.WITHDRAWN) {
                return new TrainingResult.Kept(report.notProposed(refused), report.toJson());
            }
            throw refused;
        }
    }

    /** The release is not named yet, and its certificates need no name: they are a file of it. */
    private ReleaseParts certified(ReleaseParts parts, TrainingOrder order, TimeSplit split) {
        RouterModel router = parts.router("challenger", order.trainedOn(), catalogue);
        Certifier certifier =
                new Certifier(router, deployment, settings.confidence(), settings.certifySegmentsTogether());
        return parts.with(certifier.of(split.groups(TimeSplit.Part.JUDGE), split.rows(TimeSplit.Part.TRAIN)));
    }

    /** The same log and settings, for a benchmark that leaves parts out. */
    public Trial trial() {
        return Trial.on(source().load(time.instant()), deployment, settings);
    }

    /** When the requests were that would train now, in order. */
    List<Instant> labelled() {
        return source().times(time.instant());
    }

    private RowSource source() {
        return new RowSource(log, catalogue, settings.labelWindow(), deployment.usual(), versions());
    }

    private LatestVersions versions() {
        return deployment.versions() ? LatestVersions.in(log) : LatestVersions.NOT_TOLD_APART;
    }

    private GateReport judge(ReleaseParts parts, TrainingOrder order, TrainingRows rows, TimeSplit split) {
        List<PromptGroup> trained = split.groups(TimeSplit.Part.TRAIN);
        RouterModel challenger = parts.router("challenger", order.trainedOn(), catalogue);
        Gate.Baselines baselines = new Gate.Baselines(
                Curriculum.levelZero(parts).router("level 0", order.trainedOn(), catalogue),
                StaticMix.of(trained, parts.ensembles()),
                LoggedMix.of(split.rows(TimeSplit.Part.TRAIN), challenger));
        Evidenced evidence = Evidenced.of(split.groups(TimeSplit.Part.JUDGE), split.rows(TimeSplit.Part.JUDGE));
        return new Gate(gate(), catalogue, policy)
                .judge(challenger, champion(rows, baselines.onPrompts()), baselines, evidence);
    }

    private GateSettings gate() {
        return new GateSettings(settings.minPairs(), settings.margin(), settings.confidence());
    }

    private Gate.Champion champion(TrainingRows rows, StaticMix mix) {
        Optional<RouterModel> current = store.current();
        Rival onPrompts = current.<Rival>map(model -> Rival.of(new PolicyReplay(model, catalogue, policy)))
                .orElseGet(() -> new Served(rows.chosen(), mix));
        return new Gate.Champion(onPrompts, current);
    }
}
