package dev.tutti.serving.decision;

import dev.tutti.memory.modelstore.RouterModel;
import dev.tutti.memory.modelstore.Suspensions;
import dev.tutti.sense.feature.Features;
import dev.tutti.sense.feature.TokenEstimate;
import dev.tutti.sense.policy.Arm;
import dev.tutti.sense.policy.Candidate;
import dev.tutti.sense.policy.Newcomer;
import dev.tutti.sense.policy.PolicyChoice;
import dev.tutti.sense.policy.PolicySettings;
import dev.tutti.sense.policy.Receipt;
import dev.tutti.sense.policy.Targets;
import dev.tutti.serving.decision.Finding.NoCandidate;
import dev.tutti.serving.decision.Finding.Weighed;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.chat.ChatRequest;
import dev.tutti.words.chat.Frames;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.RequestId;
import dev.tutti.words.chat.Tokens;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.RoutingOptions;
import dev.tutti.words.plan.WhenInfeasible;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * The router that serves: exploring(caching(learned, else rule)). It reads the router models and the health of all models
 * once per request; chance comes from the request id alone.
 */
final class LiveRouter implements Router {
    private static final Logger LOG = Logger.getLogger(LiveRouter.class);

    private final Catalogue catalogue;
    private final FallingBackHealth health;
    private final FallingBackModels models;
    private final Defaults defaults;
    private final PolicySettings settings;
    private final ExplorationAllowance allowance;
    private final Finder finder;
    private final Promises promises;
    private final boolean certified;
    private final Newcomers newcomers;

    LiveRouter(
            Catalogue catalogue,
            FallingBackHealth health,
            FallingBackModels models,
            DecisionSettings settings,
            Finder finder,
            Watched watched) {
        this.catalogue = catalogue;
        this.health = health;
        this.models = models;
        this.finder = finder;
        this.settings = Defaults.policy(settings);
        defaults = Defaults.of(settings);
        certified = settings.certifiedMargins();
        promises = new Promises(
                watched.suspensions(), catalogue.version(), defaults.targets(), this.settings.minGainPerUsd());
        newcomers = watched.newcomers();
        allowance = new ExplorationAllowance(settings.exploration().maxSpendShare());
    }

    /** What those who learn say of models and promises while they serve. */
    record Watched(Suspensions suspensions, Newcomers newcomers) {}

    @Override
    public Verdict decide(RequestId id, ChatRequest request, Features features, RoutingOptions options, Means means) {
        return decide(
                id, options, arms -> question(arms, newcomers.next(id), request, features, options, means), this::note);
    }

    @Override
    public Verdict preview(RequestId id, ChatRequest request, Features features, RoutingOptions options, Means means) {
        return decide(
                id, options, arms -> question(arms, newcomers.next(id), request, features, options, means), _ -> {});
    }

    private Question question(
            Arms arms,
            Optional<Newcomer> next,
            ChatRequest request,
            Features features,
            RoutingOptions options,
            Means means) {
        Targets targets = defaults.fill(options, means);
        Tokens prompt = new Tokens(TokenEstimate.of(request));
        Optional<RouterModel> model = arms.deciding().map(newcomers::informed);
        Optional<Promise> promise = promised(model, features, targets, options);
        Optional<Newcomer> newcomer = isGuaranteed(targets, promise) ? Optional.empty() : next;
        return new Question(
                request, prompt, features, options, targets, usable(), model, promise, newcomer, means.cached());
    }

    /** Whether the caller gets what was promised or nothing: no place to try somebody new. */
    private static boolean isGuaranteed(Targets targets, Optional<Promise> promise) {
        return targets.whenInfeasible() == WhenInfeasible.REJECT
                || promise.filter(Promise::holds).isPresent();
    }

    private Optional<Promise> promised(
            Optional<RouterModel> model, Features features, Targets targets, RoutingOptions options) {
        return certified ? promises.of(model, features, targets, options) : Optional.empty();
    }

    private Verdict decide(
            RequestId id, RoutingOptions options, Function<Arms, Question> asked, Consumer<PolicyChoice.Chosen> drawn) {
        try {
            Arms arms = Arms.of(models.get(), id);
            Chance chance = new Chance(id, mayExplore(options), settings);
            return verdict(chance, arms, asked.apply(arms), drawn);
        } catch (RuntimeException | Error broken) {
            return undecided(broken);
        }
    }

    private Verdict verdict(Chance chance, Arms arms, Question question, Consumer<PolicyChoice.Chosen> drawn) {
        return switch (finder.find(question)) {
            case NoCandidate none -> new Verdict.Infeasible(none.reason(), none.message(), nothing(question));
            case Weighed weighed -> verdict(chance, arms, question, weighed, drawn);
        };
    }

    private Verdict verdict(
            Chance chance, Arms arms, Question question, Weighed weighed, Consumer<PolicyChoice.Chosen> drawn) {
        return switch (weighed.choice()) {
            case PolicyChoice.Nothing nothing ->
                new Verdict.Infeasible(
                        reason(nothing.obstacle()), nothing.message(), receipt(question, weighed, nothing));
            case PolicyChoice.Chosen champion -> {
                PolicyChoice.Chosen explored = chance.draw(question, champion);
                drawn.accept(explored);
                Decision decision = decision(question, weighed, explored);
                Plan wanted = champion.candidate().plan();
                yield new Verdict.Chosen(arms.other()
                        .map(other -> beside(decision, wanted, other, chance, question))
                        .orElse(decision));
            }
        };
    }

    /** The decision with what the other router would have made of the same question; {@code wanted}: where nothing is explored. */
    private Decision beside(Decision decision, Plan wanted, Arms.Other other, Chance chance, Question question) {
        Optional<Beside> found = beside(other, chance, question);
        double propensity =
                found.map(one -> one.propensity(decision.chosen().plan())).orElse(0.0);
        Optional<Decision> rival = found.map(Beside::decision);
        boolean alike = rival.filter(one -> one.chosen().plan().equals(wanted)).isPresent();
        return decision.beside(
                rival, new Arm(other.challengerDecides(), other.version(), other.share(), propensity, alike));
    }

    /** What the router that does not decide would have run, and how likely each plan. */
    private record Beside(Decision decision, PolicyChoice.Chosen drawn) {
        double propensity(Plan plan) {
            return drawn.candidates().stream()
                    .filter(candidate -> candidate.plan().equals(plan))
                    .mapToDouble(Candidate::propensity)
                    .findFirst()
                    .orElse(0);
        }
    }

    /** Nothing, too, where it breaks: whoever does not decide fails no request. */
    private Optional<Beside> beside(Arms.Other other, Chance chance, Question own) {
        try {
            Optional<RouterModel> model = other.model().map(newcomers::informed);
            Optional<Promise> promise = promised(model, own.features(), own.targets(), own.options());
            Question question = own.to(model, promise);
            return finder.find(question) instanceof Weighed weighed
                            && weighed.choice() instanceof PolicyChoice.Chosen champion
                    ? Optional.of(new Beside(decision(question, weighed, champion), chance.draw(question, champion)))
                    : Optional.empty();
        } catch (RuntimeException | Error broken) {
            LOG.errorf("the router beside did not decide: %s", Frames.of(broken));
            return Optional.empty();
        }
    }

    private static Decision decision(Question question, Weighed weighed, PolicyChoice.Chosen drawn) {
        Optional<Promise> told = Promises.told(question, weighed, drawn);
        return new Decision(
                drawn.candidate(),
                drawn.candidate().propensity(),
                drawn.explored(),
                receipt(question, weighed, drawn, told),
                weighed.backupOf(drawn.candidate().plan()),
                weighed.forecasts(),
                question.prompt(),
                told,
                Optional.empty());
    }

    private boolean mayExplore(RoutingOptions options) {
        return options.selector().leavesChoice() && options.explore() && allowance.open();
    }

    private void note(PolicyChoice.Chosen drawn) {
        double champion =
                drawn.candidates().get(drawn.champion()).forecast().cost().toDouble();
        double expected = drawn.candidates().stream()
                .mapToDouble(c -> c.propensity() * c.forecast().cost().toDouble())
                .sum();
        allowance.note(champion, expected - champion);
        if (drawn.introduced()) {
            newcomers.served(drawn.candidate().plan().models().getFirst());
        }
    }

    private Set<ModelId> usable() {
        Set<ModelId> usable = HashSet.newHashSet(catalogue.models().size());
        for (CatalogueModel model : catalogue.models()) {
            if (health.usable(model.id())) {
                usable.add(model.id());
            }
        }
        return usable;
    }

    private Verdict undecided(Throwable broken) {
        LOG.errorf("no decision was reached: %s", Frames.of(broken));
        return new Verdict.Infeasible(
                Verdict.Reason.UNDECIDED,
                "no plan could be chosen: something went wrong here; it is in the service's log",
                new Receipt(defaults.targets(), List.of(), "none", Question.NO_VERSION, -1));
    }

    private static Receipt receipt(Question question, Weighed weighed, PolicyChoice choice) {
        return new Receipt(
                question.targets(), choice.candidates(), weighed.policy(), weighed.version(), weighed.cluster());
    }

    /**
     * The row of a promise must be known from the log: its labels are what it is watched by. So must that of a newcomer: of
     * these there are so many at most.
     */
    private static Receipt receipt(
            Question question, Weighed weighed, PolicyChoice.Chosen drawn, Optional<Promise> told) {
        String promised = told.filter(Promise::holds).isPresent() ? Receipt.CERTIFIED : weighed.policy();
        String policy = drawn.introduced() ? Receipt.NEWCOMER : promised;
        return new Receipt(question.targets(), drawn.candidates(), policy, weighed.version(), weighed.cluster());
    }

    private static Receipt nothing(Question question) {
        return new Receipt(question.targets(), List.of(), "none", question.version(), -1);
    }

    private static Verdict.Reason reason(PolicyChoice.Obstacle obstacle) {
        return switch (obstacle) {
            case COST -> Verdict.Reason.COST;
            case LATENCY -> Verdict.Reason.LATENCY;
            case QUALITY -> Verdict.Reason.QUALITY;
        };
    }
}
