package dev.tutti.serving.execution;

import dev.tutti.sense.evidence.Flaw;
import dev.tutti.words.chat.Answer;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Reliability;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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
        return mended(whole.answer(), othersThan(by), layer)
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
        List<ModelId> by = Aggregators.trusted(run, proposal.model()).stream()
                .filter(model -> !run.calls().hasFailed(model))
                .toList();
        Optional<Answer> mended = mended(proposal.answer(), by, layer);
        if (mended.isEmpty()) {
            run.cut(UNMET);
        }
        return mended.orElse(proposal.answer());
    }

    /**
     * Who is to mend what this model has written: the plan's other trusted models that have not failed, the one of which
     * most is expected first. Whoever has just missed the form, told of it, comes last.
     */
    private List<ModelId> othersThan(ModelId writer) {
        Set<ModelId> planned = run.order().plan().models();
        Stream<ModelId> others = Aggregators.trusted(run, writer).stream()
                .filter(model -> !model.equals(writer)
                        && planned.contains(model)
                        && !run.calls().hasFailed(model))
                .sorted(Comparator.comparingDouble(
                        model -> -run.order().qualities().applyAsDouble(model)));
        return Stream.concat(others, Stream.of(writer)).toList();
    }

    private Optional<Answer> mended(Answer bad, List<ModelId> by, int layer) {
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
