package dev.tutti.memory.modelstore;

import dev.tutti.sense.policy.QualityBasis;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.catalogue.Origin;
import dev.tutti.words.catalogue.PriorQuality;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Plan;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who may be scored from a release, and how firmly: the one place that keeps what was learned from simulated models away
 * from every other model.
 */
final class Standings {
    /**
     * What a release may say of one model: in which world it was met, its facts, and the basis of what is said.
     * {@code usual}: what else is expected of a model that others' outcomes describe and nobody here ever met.
     */
    record Standing(World world, ModelFacts facts, QualityBasis basis, Optional<PriorQuality> usual) {
        Standing(World world, ModelFacts facts, QualityBasis basis) {
            this(world, facts, basis, Optional.empty());
        }

        Standing and(Standing other) {
            return basis == QualityBasis.PRIOR ? this : other;
        }
    }

    private final Map<ModelId, Standing> models = new HashMap<>();

    private Standings() {}

    /** Of the models that the release itself knows, before any catalogue: for training. */
    static Standings inTraining(ReleaseParts parts) {
        Standings standings = new Standings();
        parts.facts()
                .forEach((id, facts) -> parts.provenance()
                        .of(id)
                        .ifPresent(
                                known -> standings.models.put(id, known(known.origin(), known.origin(), facts, true))));
        return standings;
    }

    /** Of the models that a catalogue offers. */
    static Standings serving(ReleaseParts parts, TrainedOn trainedOn, Catalogue catalogue) {
        Standings standings = new Standings();
        for (CatalogueModel model : catalogue.models()) {
            standings.of(parts, trainedOn, model).ifPresent(standing -> standings.models.put(model.id(), standing));
        }
        return standings;
    }

    private Optional<Standing> of(ReleaseParts parts, TrainedOn trainedOn, CatalogueModel model) {
        World world = World.of(model.origin());
        Optional<Provenance.Known> known = parts.provenance().of(model.id());
        if (known.isEmpty()) {
            // A real model never met is described by price, size and family, in real experience only.
            return world == World.REAL && parts.success().containsKey(World.REAL)
                    ? neverMet(trainedOn, model)
                    : Optional.empty();
        }
        if (World.of(known.get().origin()) != world) {
            return Optional.empty();
        }
        ModelFacts facts = Optional.ofNullable(parts.facts().get(model.id())).orElseGet(() -> ModelFacts.of(model));
        return Optional.of(known(known.get().origin(), model.origin(), facts, trainedOn == TrainedOn.THIS_DEPLOYMENT));
    }

    /** Who says what is to be expected of a model knows more than its price and family tell of others' outcomes. */
    private static Optional<Standing> neverMet(TrainedOn trainedOn, CatalogueModel model) {
        ModelFacts facts = ModelFacts.of(model);
        if (trainedOn == TrainedOn.THIS_DEPLOYMENT) {
            return Optional.of(new Standing(World.REAL, facts, QualityBasis.PRIOR));
        }
        return model.prior().isPresent()
                ? Optional.empty()
                : Optional.of(new Standing(
                        World.REAL, facts, QualityBasis.PRIOR, Optional.of(PriorQuality.usual(model.size()))));
    }

    private static Standing known(Origin then, Origin now, ModelFacts facts, boolean here) {
        World world = World.of(then);
        if (world == World.SIMULATED) {
            return new Standing(world, facts, QualityBasis.SIMULATED);
        }
        return new Standing(world, facts, here && then == now ? QualityBasis.MEASURED : QualityBasis.PRIOR);
    }

    Optional<ModelFacts> facts(ModelId model) {
        return Optional.ofNullable(models.get(model)).map(Standing::facts);
    }

    /** The weakest standing among a plan's models; empty when one has none, or when worlds would mix. */
    Optional<Standing> of(Plan plan) {
        Standing weakest = null;
        for (ModelId id : plan.models()) {
            Standing standing = models.get(id);
            if (standing == null || (weakest != null && weakest.world() != standing.world())) {
                return Optional.empty();
            }
            weakest = weakest == null ? standing : weakest.and(standing);
        }
        return Optional.ofNullable(weakest);
    }
}
