package dev.tutti.memory.modelstore;

import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Aggregation;
import dev.tutti.words.plan.Cascade;
import dev.tutti.words.plan.MixedMoa;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.SelfMoa;
import dev.tutti.words.plan.SelfMoaSeq;
import dev.tutti.words.plan.Single;
import dev.tutti.words.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A plan as numbers: who proposes and who aggregates (each model's share), families, sizes, price, samples, layers, mode.
 * The same code for training and serving, so a plan never seen before is still described in words that were.
 */
public final class PlanDescriptors {
    /**
     * One number about a plan. A {@code crossed} one has its own weight for each number of the prompt too: it says for
     * which prompts it matters.
     */
    public record Descriptor(String name, double value, boolean crossed) {}

    private final Function<ModelId, Optional<ModelFacts>> facts;
    private final boolean ofStrangers;

    public PlanDescriptors(Function<ModelId, Optional<ModelFacts>> facts) {
        this(facts, false);
    }

    private PlanDescriptors(Function<ModelId, Optional<ModelFacts>> facts, boolean ofStrangers) {
        this.facts = facts;
        this.ofStrangers = ofStrangers;
    }

    /**
     * What is learned from when only models are to be scored that were never met: no name, which none of them bears; no
     * size, of which the catalogue's figure tells them already; and what a price brings on one prompt rather than another is
     * left open. With each of these, models left out were foretold worse (ADR 0085).
     */
    public PlanDescriptors ofStrangers() {
        return new PlanDescriptors(facts, true);
    }

    /** Whose model knows no word of a prompt either: words tell recorded prompts apart, and weigh most of a release. */
    public boolean areOfStrangers() {
        return ofStrangers;
    }

    /** Sorted by name; empty when a model of the plan is unknown. */
    public Optional<List<Descriptor>> of(Plan plan) {
        if (plan.models().stream().anyMatch(model -> facts.apply(model).isEmpty())) {
            return Optional.empty();
        }
        SortedMap<String, Descriptor> all = new TreeMap<>();
        put(all, "strategy=" + plan.strategy().wireName(), 1, false);
        List<ModelId> proposers = proposers(plan);
        for (ModelId model : proposers) {
            member(all, "", model, 1.0 / proposers.size());
        }
        aggregation(plan).ifPresent(aggregation -> {
            put(all, "mode=" + aggregation.mode(), 1, false);
            aggregation.caller().ifPresent(model -> member(all, "by:", model, 1));
        });
        put(all, "voices", Math.log(proposers.size()), true);
        put(all, "layers", layers(plan), false);
        return Optional.of(List.copyOf(all.values()));
    }

    private void member(SortedMap<String, Descriptor> all, String role, ModelId id, double share) {
        ModelFacts model = facts.apply(id).orElseThrow();
        put(all, role + "family=" + model.family(), share, false);
        if (!ofStrangers) {
            put(all, role + "model=" + id, share, true);
            put(all, role + "size=" + model.size(), share, false);
        }
        // Dollars per million tokens, three parts input and one part output, on a scale where $1 is 0.
        double price = (3 * model.inputUsd() + model.outputUsd()) / 4;
        put(all, role + "price", share * Math.log(Math.max(price, 0.01)) / 2, !ofStrangers);
    }

    private static void put(SortedMap<String, Descriptor> all, String name, double value, boolean crossed) {
        all.merge(
                name, new Descriptor(name, value, crossed), (a, b) -> new Descriptor(name, a.value + b.value, crossed));
    }

    static List<ModelId> proposers(Plan plan) {
        return switch (plan) {
            case Single single -> List.of(single.model());
            case SelfMoa self -> java.util.Collections.nCopies(self.samples(), self.model());
            case SelfMoaSeq seq -> java.util.Collections.nCopies(seq.samples(), seq.model());
            case MixedMoa mixed -> mixed.proposers();
            case Cascade cascade -> asked(cascade);
        };
    }

    static List<ModelId> asked(Cascade cascade) {
        List<ModelId> asked = new ArrayList<>();
        for (Step step : cascade.steps()) {
            if (step instanceof Step.Ask ask) {
                asked.add(ask.model());
            }
        }
        return asked;
    }

    static Optional<Aggregation> aggregation(Plan plan) {
        return switch (plan) {
            case Single _ -> Optional.empty();
            case SelfMoa self -> Optional.of(self.aggregation());
            case SelfMoaSeq seq -> Optional.of(new Aggregation.Synthesise(seq.aggregator()));
            case MixedMoa mixed -> Optional.of(mixed.aggregation());
            case Cascade cascade ->
                cascade.steps().getLast() instanceof Step.Fuse fuse
                        ? Optional.of(fuse.aggregation())
                        : Optional.of(new Aggregation.Vote(cascade.reliability()));
        };
    }

    private static int layers(Plan plan) {
        return switch (plan) {
            case Single _ -> 0;
            case SelfMoa _, SelfMoaSeq _, Cascade _ -> 1;
            case MixedMoa mixed -> mixed.layers() - 1;
        };
    }
}
