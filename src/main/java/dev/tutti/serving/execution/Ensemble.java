package dev.tutti.serving.execution;

import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Aggregation;
import dev.tutti.words.plan.MixedMoa;
import dev.tutti.words.plan.SelfMoa;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What Self-MoA and Mixed-MoA have in common: so many rounds of proposals, then one aggregation. */
record Ensemble(List<ModelId> proposers, int rounds, Aggregation aggregation) {
    Ensemble {
        proposers = List.copyOf(proposers);
    }

    static Ensemble of(SelfMoa self) {
        return new Ensemble(Collections.nCopies(self.samples(), self.model()), 1, self.aggregation());
    }

    static Ensemble of(MixedMoa mixed) {
        return new Ensemble(mixed.proposers(), mixed.layers() - 1, mixed.aggregation());
    }

    /** The proposals of this round may be the answer as they stand. */
    boolean shaped(int round) {
        return round == rounds && !(aggregation instanceof Aggregation.Synthesise);
    }

    Optional<Ensemble> fewerProposers(int least) {
        return proposers.size() > least
                ? Optional.of(new Ensemble(proposers.subList(0, proposers.size() - 1), rounds, aggregation))
                : Optional.empty();
    }

    Optional<Ensemble> fewerRounds() {
        return rounds > 1 ? Optional.of(new Ensemble(proposers, rounds - 1, aggregation)) : Optional.empty();
    }

    Ensemble aggregatedBy(Aggregation other) {
        return new Ensemble(proposers, rounds, other);
    }

    /** What is missing of the plan, in words. */
    String lessThan(Ensemble plan) {
        return (proposers.size() < plan.proposers.size()
                        ? proposers.size() + " of " + plan.proposers.size() + " proposers, "
                        : "")
                + (rounds < plan.rounds ? (rounds + 1) + " of " + (plan.rounds + 1) + " layers, " : "")
                + (aggregation.equals(plan.aggregation)
                        ? ""
                        : aggregation.notation() + " instead of " + plan.aggregation.notation() + ", ")
                + "to fit the budget";
    }
}
