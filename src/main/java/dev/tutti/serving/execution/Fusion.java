package dev.tutti.serving.execution;

import dev.tutti.memory.outcome.CallRole;
import dev.tutti.sense.evidence.AnswerForm;
import dev.tutti.sense.evidence.Flaw;
import dev.tutti.sense.feature.TokenEstimate;
import dev.tutti.words.chat.Answer;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Tokens;
import dev.tutti.words.plan.Aggregation;
import dev.tutti.words.plan.PlanArithmetic;
import dev.tutti.words.plan.Reliability;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The making of one answer from proposals. Flawed proposals are left out first; when the sound ones call tools, one
 * member's calls are the answer; what the planned aggregation cannot give, the next lesser one gives, down to the best
 * proposal as it is.
 */
final class Fusion {
    private static final Tokens UNBOUNDED = new Tokens(Long.MAX_VALUE);
    /** The planned aggregator and one more. */
    private static final int MOST_AGGREGATORS = 2;

    private final Run run;
    private final Bodies bodies;
    private final Demand demand;
    private boolean toldOfTime;

    Fusion(Run run, Bodies bodies) {
        this.run = run;
        this.bodies = bodies;
        this.demand = new Demand(run, bodies);
    }

    /** Of at least one proposal. */
    Said fuse(Aggregation aggregation, List<Proposal> answers, int layer) {
        List<Proposal> all = material(aggregation, answers);
        List<Proposal> sound = admitted(all);
        if (sound.isEmpty()) {
            run.cut("no proposal was sound");
            Optional<Proposal> best = Screening.best(permitted(all), Reliability.EQUAL);
            best.ifPresent(one -> Backing.chosen(run, one, all));
            return best.map(one -> deliver(one, layer)).orElse(Said.NOTHING);
        }
        Optional<Proposal> toolCall = toolCall(all);
        if (toolCall.isPresent()) {
            return give(toolCall.get(), sound, layer);
        }
        List<Proposal> texts = Screening.texts(sound);
        return switch (aggregation) {
            case Aggregation.Vote vote -> best(texts, vote.reliability(), layer);
            case Aggregation.Select by -> select(by.aggregator(), Screening.majority(texts), layer);
            case Aggregation.Synthesise by -> synthesise(by.aggregator(), texts, layer);
        };
    }

    /** Whoever writes a synthesis is told the form, so where no answer has it, what lacks nothing else will do. */
    private static List<Proposal> material(Aggregation aggregation, List<Proposal> answers) {
        return aggregation instanceof Aggregation.Synthesise
                        && Screening.sound(answers).isEmpty()
                ? Screening.ofAnyForm(answers)
                : answers;
    }

    /**
     * One member's tool calls, when most of the proposals that may be used call tools. Calls are acts, so untrusted models
     * alone do not decide on them where a trusted one would rather say something.
     */
    Optional<Proposal> toolCall(List<Proposal> proposals) {
        List<Proposal> admitted = admitted(proposals);
        boolean trustedText = Screening.texts(admitted).stream().anyMatch(text -> Backing.trusted(run, text.model()));
        return Screening.toolCall(admitted)
                .filter(call -> !trustedText
                        || Backing.behind(call, admitted).stream().anyMatch(model -> Backing.trusted(run, model)));
    }

    /** The sound ones that keep to what the caller says about tools; where none does, the sound ones that may be shown. */
    private List<Proposal> admitted(List<Proposal> all) {
        List<Proposal> sound = Screening.sound(all);
        List<Proposal> admitted = sound.stream()
                .filter(proposal -> bodies.tools().admits(proposal.answer()))
                .toList();
        if (admitted.isEmpty() && !sound.isEmpty()) {
            run.cut(ToolRule.UNKEPT);
            return Screening.texts(sound);
        }
        return admitted;
    }

    private List<Proposal> permitted(List<Proposal> all) {
        return all.stream()
                .filter(proposal -> bodies.tools().bears(proposal.answer()))
                .toList();
    }

    /** A proposal as the answer, mended once when all that is wrong with it is its form. */
    Said deliver(Proposal proposal, int layer) {
        return proposal.sketch().flaw() == Flaw.EMPTY ? Said.NOTHING : run.deliver(demand.mended(proposal, layer));
    }

    private Said synthesise(ModelId planned, List<Proposal> texts, int layer) {
        List<Proposal> kept = Screening.majority(texts);
        CallOrder order = writer(planned, kept, layer);
        int asked = 0;
        for (ModelId model : Aggregators.trusted(run, planned)) {
            Optional<Said> said = asked < MOST_AGGREGATORS ? write(order.by(model)) : Optional.empty();
            asked += said.isPresent() ? 1 : 0;
            if (said.isPresent() && !(said.get() instanceof Said.Nothing)) {
                Backing.written(run, kept);
                if (!model.equals(planned)) {
                    run.cut("aggregated by " + model + " instead of " + planned);
                }
                return marked(demand.met(said.get(), model, texts, layer), texts);
            }
        }
        return asked == 0 && run.time().suffices(planned) ? lesser(planned, kept, layer) : rescue(kept, layer);
    }

    /** The caller is told where sound proposals have been made into less than they were. */
    private Said marked(Said said, List<Proposal> texts) {
        if (said instanceof Said.Whole whole && !Screening.sound(texts).isEmpty()) {
            switch (flaw(whole.answer())) {
                case EMPTY -> run.cut("the aggregator's answer is empty");
                case REFUSAL -> run.cut("the aggregator's answer is a refusal");
                case CUT_OFF -> run.cut("the aggregator's answer is cut off");
                case NONE, REPETITIVE, NOT_THE_DEMANDED_JSON -> {}
            }
        }
        return said;
    }

    /** What is wrong with it whatever its form. */
    private static Flaw flaw(Answer answer) {
        return Screening.sketch(answer, AnswerForm.free()).flaw();
    }

    /** No aggregator could be paid to write: naming a number is cheaper than writing. */
    private Said lesser(ModelId planned, List<Proposal> kept, int layer) {
        run.cut("select instead of synthesise");
        return select(planned, valid(kept), layer);
    }

    private Said rescue(List<Proposal> kept, int layer) {
        run.cut("the best proposal as it is: no aggregator answered");
        return mostShared(valid(kept), layer);
    }

    /** Those of the demanded form, which proposals of a synthesis were not asked for; all where none has it. */
    private List<Proposal> valid(List<Proposal> kept) {
        List<Proposal> valid = Screening.valid(kept, bodies.form());
        return valid.isEmpty() ? kept : valid;
    }

    /**
     * A draft for the next window: never streamed; empty when the aggregator gave none that is sound, since the next window
     * would not show it. No caller reads it, so its form is free.
     */
    Optional<Proposal> draft(ModelId aggregator, List<Proposal> window, int layer) {
        List<Proposal> kept = Screening.majority(window);
        return Aggregators.trusted(run, aggregator).stream()
                .findFirst()
                .map(model -> writer(model, kept, layer))
                .flatMap(order -> new Asking(run)
                        .ask(order, UNBOUNDED)
                        .map(answer ->
                                new Proposal(order.model(), answer, Screening.sketch(answer, AnswerForm.free()))))
                .filter(draft -> draft.sketch().flaw() == Flaw.NONE);
    }

    private Optional<Said> write(CallOrder order) {
        if (!hasTime(order.model())) {
            return Optional.empty();
        }
        return run.purse()
                .allow(
                        order.model(),
                        order.extra(),
                        UNBOUNDED,
                        run.order().ledger().left())
                .flatMap(allowance -> new Writing(run, answer -> flaw(answer) != Flaw.EMPTY)
                        .write(order, allowance, run.stuckAt(order.model(), Duration.ZERO)));
    }

    /** Told of the first that has none only: it is the same time that the others lack. */
    private boolean hasTime(ModelId model) {
        boolean enough = run.time().suffices(model);
        if (!enough && !toldOfTime) {
            toldOfTime = true;
            run.cut("no time for " + model + " to aggregate");
        }
        return enough;
    }

    private CallOrder writer(ModelId model, List<Proposal> kept, int layer) {
        AggregationPrompt prompt = prompt(PromptMode.SYNTHESISE, kept, layer);
        Tokens extra = new Tokens(TokenEstimate.of(prompt.text()));
        return new CallOrder(CallRole.AGGREGATOR, layer, model, bodies.writer(prompt), extra, bodies.form());
    }

    private AggregationPrompt prompt(PromptMode mode, List<Proposal> shown, int layer) {
        return AggregationPrompt.of(
                run.prompt(mode), shown, run.seed().layer(layer), run.settings().proposalCharacters());
    }

    private Said select(ModelId planned, List<Proposal> sound, int layer) {
        AggregationPrompt prompt = prompt(PromptMode.SELECT, sound, layer);
        Tokens extra = new Tokens(TokenEstimate.of(prompt.text()));
        Optional<Proposal> selected = Aggregators.trusted(run, planned).stream()
                .filter(run.time()::suffices)
                .findFirst()
                .map(model -> new CallOrder(
                        CallRole.AGGREGATOR, layer, model, bodies.selector(prompt), extra, AnswerForm.free()))
                .flatMap(order -> new Asking(run).ask(order, PlanArithmetic.SELECTION_TOKENS))
                .flatMap(answer -> Selection.of(answer.text(), prompt.shown()));
        if (selected.isPresent()) {
            return give(selected.get(), sound, layer);
        }
        run.cut("vote instead of select");
        return mostShared(sound, layer);
    }

    /** Nobody has weighed them: the largest cluster, of equal ones that of the model from which most is expected. */
    private Said mostShared(List<Proposal> proposals, int layer) {
        return Screening.mostShared(proposals, run.order().qualities())
                .map(proposal -> give(proposal, proposals, layer))
                .orElse(Said.NOTHING);
    }

    private Said best(List<Proposal> proposals, Reliability reliability, int layer) {
        return Screening.best(proposals, reliability)
                .filter(proposal -> proposal.sketch().flaw() != Flaw.EMPTY)
                .map(proposal -> give(proposal, proposals, layer))
                .orElse(Said.NOTHING);
    }

    private Said give(Proposal answer, List<Proposal> among, int layer) {
        Backing.chosen(run, answer, among);
        return deliver(answer, layer);
    }
}
