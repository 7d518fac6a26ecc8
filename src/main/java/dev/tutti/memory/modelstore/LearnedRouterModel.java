package dev.tutti.memory.modelstore;

import dev.tutti.sense.feature.Features;
import dev.tutti.sense.policy.Exchange;
import dev.tutti.sense.policy.Prediction;
import dev.tutti.sense.policy.QualityBasis;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.catalogue.PriorQuality;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.Single;
import dev.tutti.words.plan.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * The router model that a release makes for a catalogue: the levels blended and calibrated, learned cascades by what they
 * brought on held-out prompts, other ensembles by the composite prior.
 */
final class LearnedRouterModel implements RouterModel {
    /** An ensemble is believed by its own labels as far as they outweigh this many of the composite prior. */
    private static final double PRIOR_WORTH = 30;
    /** A plan without a label of its own is known by its descriptors alone: worth this many. */
    private static final double DESCRIBED_WORTH = 3;

    private final String version;
    private final ReleaseParts parts;
    private final Standings standings;
    private final PromptViews prompts;
    private final PlanViews plans;
    private final CascadeShelf cascades;
    private final List<Plan> panels;
    private final EnsemblePrior ensembles;

    LearnedRouterModel(String version, ReleaseParts parts, TrainedOn trainedOn, Catalogue catalogue) {
        this.version = version;
        this.parts = parts;
        this.standings = Standings.serving(parts, trainedOn, catalogue);
        this.prompts = new PromptViews(parts);
        this.plans = new PlanViews(parts, standings);
        this.cascades = new CascadeShelf(
                parts.cascades(), parts.clusters().segments(), parts.blend().promptShare(), this::mayBeScored);
        this.panels = parts.ensembles().stream().filter(this::mayBeScored).toList();
        this.ensembles = new EnsemblePrior(
                parts.composite(), model -> catalogue.find(model).flatMap(CatalogueModel::aggregation));
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public int cluster(Features features) {
        return understands(features) ? prompts.of(features).cluster() : -1;
    }

    @Override
    public Optional<Prediction> predict(Features features, Plan plan) {
        return understands(features)
                ? believe(prompts.of(features), plan).map(Beliefs::toPrediction)
                : Optional.empty();
    }

    @Override
    public boolean measured(ModelId model) {
        return standings
                .of(new Single(model))
                .filter(standing -> standing.basis() != QualityBasis.PRIOR)
                .isPresent();
    }

    @Override
    public OptionalLong outputTokens(Features features, ModelId model, double quantile) {
        return understands(features)
                ? parts.output().tokens(model, prompts.of(features).cluster(), quantile)
                : OptionalLong.empty();
    }

    @Override
    public List<Plan> learnedPlans(Features features) {
        if (!understands(features)) {
            return List.of();
        }
        List<Plan> learned = new ArrayList<>(cascades.plans(prompts.of(features)));
        learned.addAll(panels);
        return learned;
    }

    private boolean mayBeScored(Plan plan) {
        return standings.of(plan).isPresent();
    }

    @Override
    public Exchange exchange() {
        return parts.blend().exchange();
    }

    @Override
    public Certificates certificates() {
        return parts.certificates();
    }

    private boolean understands(Features features) {
        return parts.clusters().understands(features);
    }

    private Optional<Beliefs> believe(PromptView prompt, Plan plan) {
        Optional<CascadeShelf.Expected> expected = cascades.expected(plan, prompt);
        if (expected.isPresent()) {
            return standings.of(plan).map(standing -> ofCascade(expected.get(), strange(prompt), standing.basis()));
        }
        if (plan.strategy() == Strategy.SINGLE) {
            return prompt.single(plan.models().getFirst(), _ -> ofSingle(prompt, plan));
        }
        return ensemble(prompt, plan);
    }

    private Optional<Beliefs> ofSingle(PromptView prompt, Plan plan) {
        return plans.of(plan).flatMap(view -> labelled(prompt, view));
    }

    private Beliefs ofCascade(CascadeShelf.Expected expected, double strange, QualityBasis basis) {
        return Beliefs.of(
                believed(expected.score(), expected.prompts() / strange, basis),
                believed(expected.all().score(), expected.all().prompts() / strange, basis),
                parts.blend().promptShare());
    }

    private static Belief believed(double quality, double labels, QualityBasis basis) {
        return new Belief(quality, Belief.varianceOf(quality, labels), basis);
    }

    private Optional<Beliefs> labelled(PromptView prompt, PlanView view) {
        return RawPredictor.of(parts, prompt, view)
                .map(raw -> view.standing()
                        .usual()
                        .map(usual -> described(prompt, view, raw, usual))
                        .orElseGet(() -> calibrated(prompt, view, raw)));
    }

    /** What others' outcomes say of a model never met, beside what is expected of its size. */
    private Beliefs described(PromptView prompt, PlanView view, RawPredictor.Raw raw, PriorQuality usual) {
        double quality = view.curve().of(raw.quality());
        double strange = strange(prompt);
        return Beliefs.of(
                Belief.described(quality, strange).beside(usual),
                Belief.described(view.overall().orElse(quality), strange).beside(usual),
                parts.blend().promptShare());
    }

    /** By how much fewer labels count on a prompt unlike those of the training. */
    private static double strange(PromptView prompt) {
        return prompt.strangeness() * prompt.strangeness();
    }

    private Beliefs calibrated(PromptView prompt, PlanView view, RawPredictor.Raw raw) {
        double quality = view.curve().of(raw.quality());
        double strange = strange(prompt);
        double worth = raw.labels() > 0 ? raw.worth() : DESCRIBED_WORTH;
        double labels = raw.labels() > 0 ? raw.labels() : DESCRIBED_WORTH;
        double halfGap = raw.disagreement() / 2;
        QualityBasis basis = view.standing().basis();
        Belief here = new Belief(quality, Belief.varianceOf(quality, worth / strange) + halfGap * halfGap, basis);
        return view.overall().isEmpty()
                ? Beliefs.alike(here)
                : Beliefs.of(
                        here,
                        believed(view.overall().getAsDouble(), labels / strange, basis),
                        parts.blend().promptShare());
    }

    /** The more labels a plan has of its own, the less its members' figures count. */
    private Optional<Beliefs> ensemble(PromptView prompt, Plan plan) {
        Optional<Beliefs> prior = composed(prompt, plan);
        Optional<PlanView> view = plans.of(plan).filter(ready -> ready.cells().isPresent());
        if (view.isEmpty()) {
            return standings.of(plan).flatMap(_ -> prior);
        }
        double labels = view.get().cells().get().all().labels();
        double own = labels / (labels + PRIOR_WORTH);
        return labelled(prompt, view.get())
                .map(measured ->
                        prior.map(composed -> mix(measured, composed, own)).orElse(measured));
    }

    private Optional<Beliefs> composed(PromptView prompt, Plan plan) {
        Function<ModelId, Optional<Beliefs>> models = model -> believe(prompt, new Single(model));
        return ensembles
                .of(plan, models.andThen(known -> known.map(Beliefs::here)))
                .flatMap(here -> ensembles
                        .of(plan, models.andThen(known -> known.map(Beliefs::onTraffic)))
                        .map(onTraffic -> new Beliefs(here, onTraffic)));
    }

    private static Beliefs mix(Beliefs measured, Beliefs composed, double own) {
        return new Beliefs(
                mix(measured.here(), composed.here(), own), mix(measured.onTraffic(), composed.onTraffic(), own));
    }

    private static Belief mix(Belief measured, Belief composed, double own) {
        return new Belief(
                own * measured.quality() + (1 - own) * composed.quality(),
                own * measured.variance() + (1 - own) * composed.variance(),
                measured.basis());
    }
}
