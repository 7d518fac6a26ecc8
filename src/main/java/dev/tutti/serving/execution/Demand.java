package dev.tutti.serving.execution;

import dev.tutti.sense.evidence.Flaw;
import dev.tutti.words.chat.Answer;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Reliability;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of an answer that has not the JSON form the caller demands: one repair; else the best proposal that has it;
 * else the answer as it is, and the caller is told. What a stream has is never taken back.
 */
final class Demand {
    private static final String UNMET = "the answer is not the demanded JSON";

    private final Run run;
    private final Bodies bodies;
    private final Repair repair;

    Demand(Run run, Bodies bodies) {
        this.run = run;
        this.bodies = bodies;
        this.repair = new Repair(run, bodies);
    }

    /** The aggregator's answer, or what stands in for it. */
    Said met(Said said, ModelId by, List<Proposal> proposals, int layer) {
        if (!(said instanceof Said.Whole whole) || bodies.hasForm(whole.answer())) {
            return said;
        }
        if (run.streamed()) {
            run.cut(UNMET);
            return said;
        }
        return mended(whole.answer(), by, layer)
                .or(() -> bestValid(proposals))
                .<Said>map(answer -> new Said.Whole(answer, List.of()))
                .orElseGet(() -> {
                    run.cut(UNMET);
                    return said;
                });
    }

    /**
     * The proposal's answer in the demanded form, or as it is and the caller is told. Whoever has just failed in this run
     * is not asked for the one repair.
     */
    Answer mended(Proposal proposal, int layer) {
        if (bodies.hasForm(proposal.answer())) {
            return proposal.answer();
        }
        Optional<Answer> mended = Aggregators.trusted(run, proposal.model()).stream()
                .filter(model -> !run.hasFailed(model) && run.time().suffices(model))
                .findFirst()
                .flatMap(model -> mended(proposal.answer(), model, layer));
        if (mended.isEmpty()) {
            run.cut(UNMET);
        }
        return mended.orElse(proposal.answer());
    }

    private Optional<Answer> mended(Answer bad, ModelId by, int layer) {
        boolean form = Screening.sketch(bad, bodies.form()).flaw() == Flaw.NOT_THE_DEMANDED_JSON;
        return form ? repair.of(bad, by, layer + 1) : Optional.empty();
    }

    private Optional<Answer> bestValid(List<Proposal> proposals) {
        Optional<Answer> best = Screening.best(Screening.valid(proposals, bodies.form()), Reliability.EQUAL)
                .map(Proposal::answer);
        if (best.isPresent()) {
            run.cut("the best valid proposal: the synthesis was not the demanded JSON");
        }
        return best;
    }
}
