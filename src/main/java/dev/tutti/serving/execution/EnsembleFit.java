package dev.tutti.serving.execution;

import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Tokens;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.Aggregation;
import dev.tutti.words.plan.PlanArithmetic;
import dev.tutti.words.plan.Reliability;
import dev.tutti.words.plan.WorstCase;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How much of an ensemble the money pays for, each call at its 99 % quantile. What does not fit is cut in this order:
 * proposers down to two, layers, a cheaper aggregator, select, vote, and in the end one proposal as it is.
 */
final class EnsembleFit {
    private static final Tokens UNBOUNDED = new Tokens(Long.MAX_VALUE);

    private final Run run;

    EnsembleFit(Run run) {
        this.run = run;
    }

    /** The largest part of it that fits into the money; empty when not even one proposal does. */
    Optional<Ensemble> fit(Ensemble plan, Usd money) {
        Optional<Ensemble> fitting = Optional.of(plan);
        while (fitting.isPresent() && needs(fitting.get(), 0).compareTo(money) > 0) {
            fitting = smaller(fitting.get());
        }
        fitting.filter(part -> !part.equals(plan)).ifPresent(part -> run.cut(part.lessThan(plan)));
        return fitting;
    }

    /** The worst case of what is still to be done after so many rounds. */
    Usd needs(Ensemble ensemble, int roundsDone) {
        Usd sum = aggregation(ensemble);
        for (int round = roundsDone + 1; round <= ensemble.rounds(); round++) {
            Tokens extra = round == 1 ? Tokens.NONE : shown(ensemble.proposers());
            for (ModelId model : ensemble.proposers()) {
                sum = sum.plus(run.purse().needs(model, extra, UNBOUNDED));
            }
        }
        return sum;
    }

    /** The aggregation's worst case. */
    Usd aggregation(Ensemble ensemble) {
        Tokens extra = shown(ensemble.proposers());
        return switch (ensemble.aggregation()) {
            case Aggregation.Vote _ -> Usd.ZERO;
            case Aggregation.Synthesise by -> run.purse().needs(by.aggregator(), extra, UNBOUNDED);
            case Aggregation.Select by -> run.purse().needs(by.aggregator(), extra, PlanArithmetic.SELECTION_TOKENS);
        };
    }

    /** The tokens that an aggregator's prompt has around and of proposals by these models, as expected at most. */
    Tokens shown(List<ModelId> proposers) {
        WorstCase worst = run.worstCase();
        return proposers.stream()
                .map(model -> worst.shown(run.purse().writes(model)))
                .reduce(worst.aggregationPrompt(), Tokens::plus);
    }

    private Optional<Ensemble> smaller(Ensemble e) {
        return e.fewerProposers(2)
                .or(e::fewerRounds)
                .or(() -> cheaperAggregation(e).map(e::aggregatedBy))
                .or(() -> e.fewerProposers(1));
    }

    private Optional<Aggregation> cheaperAggregation(Ensemble e) {
        return switch (e.aggregation()) {
            case Aggregation.Synthesise by -> Optional.of(cheaper(e, by));
            case Aggregation.Select _ -> Optional.of(new Aggregation.Vote(Reliability.EQUAL));
            case Aggregation.Vote _ -> Optional.empty();
        };
    }

    /**
     * The dearest of the cheaper aggregators that have room to write, so that no more is lost than must be; without one,
     * selection. One without room is cheap only because it would write nothing.
     */
    private Aggregation cheaper(Ensemble e, Aggregation.Synthesise by) {
        Usd now = aggregation(e);
        Tokens shown = shown(e.proposers());
        return Aggregators.trusted(run, by.aggregator()).stream()
                .filter(model -> run.purse().hasRoom(model, shown))
                .map(model -> (Aggregation) new Aggregation.Synthesise(model))
                .filter(other -> aggregation(e.aggregatedBy(other)).compareTo(now) < 0)
                .max(Comparator.comparing(other -> aggregation(e.aggregatedBy(other))))
                .orElseGet(() -> new Aggregation.Select(by.aggregator()));
    }
}
