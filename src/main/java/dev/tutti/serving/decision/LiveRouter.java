package dev.tutti.serving.decision;

import dev.tutti.memory.modelstore.RouterModel;
import dev.tutti.memory.modelstore.Suspensions;
import dev.tutti.sense.feature.Features;
import dev.tutti.sense.feature.TokenEstimate;
import dev.tutti.sense.policy.ExplorationDraw;
import dev.tutti.sense.policy.Policy;
import dev.tutti.sense.policy.PolicyChoice;
import dev.tutti.sense.policy.PolicySettings;
import dev.tutti.sense.policy.Receipt;
import dev.tutti.sense.policy.Targets;
import dev.tutti.serving.decision.Finding.NoCandidate;
import dev.tutti.serving.decision.Finding.Weighed;
import dev.tutti.serving.provider.ModelHealth;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.chat.ChatRequest;
import dev.tutti.words.chat.Frames;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.RequestId;
import dev.tutti.words.chat.Tokens;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.RoutingOptions;
import dev.tutti.words.plan.Selector;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The router that serves: exploring(caching(learned, else rule)). It reads the router model and the health of all models
 * once per request; chance comes from the request id alone.
 */
final class LiveRouter implements Router {
    private static final Logger LOG = Logger.getLogger(LiveRouter.class);

    private final Catalogue catalogue;
    private final ModelHealth health;
    private final FallingBackModels models;
    private final Defaults defaults;
    private final PolicySettings settings;
    private final ExplorationAllowance allowance;
    private final Finder finder;
    private final Promises promises;
    private final boolean certified;

    LiveRouter(
            Catalogue catalogue,
            ModelHealth health,
            FallingBackModels models,
            DecisionSettings settings,
            Finder finder,
            Suspensions suspensions) {
        this.catalogue = catalogue;
        this.health = health;
        this.models = models;
        this.finder = finder;
        this.settings = Defaults.policy(settings);
        defaults = Defaults.of(settings);
        certified = settings.certifiedMargins();
        promises = new Promises(suspensions, catalogue.version(), defaults.targets(), this.settings.minGainPerUsd());
        allowance = new ExplorationAllowance(settings.exploration().maxSpendShare());
    }

    @Override
    public Verdict decide(
            RequestId id, ChatRequest request, Features features, RoutingOptions options, Optional<Usd> left) {
        return decide(id, () -> question(request, features, options, left), this::note);
    }

    @Override
    public Verdict preview(
            RequestId id, ChatRequest request, Features features, RoutingOptions options, Optional<Usd> left) {
        return decide(id, () -> question(request, features, options, left), _ -> {});
    }

    private Question question(ChatRequest request, Features features, RoutingOptions options, Optional<Usd> left) {
        Targets asked = defaults.fill(options);
        Targets targets = left.map(asked::within).orElse(asked);
        Tokens prompt = new Tokens(TokenEstimate.of(request));
        Optional<RouterModel> model = models.get();
        Optional<Promise> promise = certified ? promises.of(model, features, targets, options) : Optional.empty();
        return new Question(request, prompt, features, options, targets, usable(), model, promise);
    }

    private Verdict decide(RequestId id, Supplier<Question> question, Consumer<PolicyChoice.Chosen> drawn) {
        try {
            return verdict(id, question.get(), drawn);
        } catch (RuntimeException | Error broken) {
            return undecided(broken);
        }
    }

    private Verdict verdict(RequestId id, Question question, Consumer<PolicyChoice.Chosen> drawn) {
        return switch (finder.find(question)) {
            case NoCandidate none -> new Verdict.Infeasible(none.reason(), none.message(), nothing(question));
            case Weighed weighed -> verdict(id, question, weighed, drawn);
        };
    }

    private Verdict verdict(RequestId id, Question question, Weighed weighed, Consumer<PolicyChoice.Chosen> drawn) {
        return switch (weighed.choice()) {
            case PolicyChoice.Nothing nothing ->
                new Verdict.Infeasible(
                        reason(nothing.obstacle()), nothing.message(), receipt(question, weighed, nothing));
            case PolicyChoice.Chosen champion -> {
                PolicyChoice.Chosen explored = draw(id, question, champion);
                drawn.accept(explored);
                yield chosen(question, weighed, explored);
            }
        };
    }

    private PolicyChoice.Chosen draw(RequestId id, Question question, PolicyChoice.Chosen champion) {
        return mayExplore(question.options())
                ? Policy.explore(champion, question.targets(), question.policy(settings), ExplorationDraw.of(id))
                : champion;
    }

    private static Verdict chosen(Question question, Weighed weighed, PolicyChoice.Chosen drawn) {
        Optional<Promise> told = Promises.told(question, weighed, drawn);
        return new Verdict.Chosen(new Decision(
                drawn.candidate(),
                drawn.candidate().propensity(),
                drawn.explored(),
                told.filter(Promise::holds).isPresent()
                        ? certified(question, weighed, drawn)
                        : receipt(question, weighed, drawn),
                weighed.backupOf(drawn.candidate().plan()),
                weighed.forecasts(),
                question.prompt(),
                told));
    }

    private boolean mayExplore(RoutingOptions options) {
        boolean free = switch (options.selector()) {
            case Selector.Auto auto -> true;
            case Selector.Kind kind -> true;
            case Selector.MoaLite lite -> true;
            case Selector.Model model -> false;
            case Selector.Exact exact -> false;
        };
        return free && options.explore() && allowance.open();
    }

    private void note(PolicyChoice.Chosen drawn) {
        double champion =
                drawn.candidates().get(drawn.champion()).forecast().cost().toDouble();
        double expected = drawn.candidates().stream()
                .mapToDouble(c -> c.propensity() * c.forecast().cost().toDouble())
                .sum();
        allowance.note(champion, expected - champion);
    }

    private Set<ModelId> usable() {
        Set<ModelId> usable = HashSet.newHashSet(catalogue.models().size());
        for (CatalogueModel model : catalogue.models()) {
            if (usable(model.id())) {
                usable.add(model.id());
            }
        }
        return usable;
    }

    /** Also where nobody can tell: a call will. */
    private boolean usable(ModelId model) {
        try {
            return health.usable(model);
        } catch (RuntimeException | Error unknown) {
            return true;
        }
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

    /** The row of a promise must be known from the log: its labels are what it is watched by. */
    private static Receipt certified(Question question, Weighed weighed, PolicyChoice choice) {
        return new Receipt(
                question.targets(), choice.candidates(), Receipt.CERTIFIED, weighed.version(), weighed.cluster());
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
