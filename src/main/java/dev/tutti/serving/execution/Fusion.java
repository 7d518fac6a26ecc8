package dev.tutti.serving.execution;

import dev.tutti.memory.outcome.CallRole;
import dev.tutti.sense.evidence.Flaw;
import dev.tutti.sense.feature.TokenEstimate;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Tokens;
import dev.tutti.words.plan.Aggregation;
import dev.tutti.words.plan.Reliability;
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

    Fusion(Run run, Bodies bodies) {
        this.run = run;
        this.bodies = bodies;
    }

    /** Of at least one proposal. */
    Said fuse(Aggregation aggregation, List<Proposal> all, int layer) {
        List<Proposal> sound = Screening.sound(all);
        if (sound.isEmpty()) {
            run.cut("no proposal was sound");
            return best(all, Reliability.EQUAL);
        }
        if (Aggregators.untrustedAlone(run, sound)) {
            run.cut("rests on untrusted models alone");
        }
        Optional<Proposal> toolCall = Screening.toolCall(sound);
        if (toolCall.isPresent()) {
            return run.deliver(toolCall.get().answer());
        }
        return switch (aggregation) {
            case Aggregation.Vote vote -> best(sound, vote.reliability());
            case Aggregation.Select by -> select(by.aggregator(), sound, layer);
            case Aggregation.Synthesise by -> synthesise(by.aggregator(), Screening.majority(sound), layer);
        };
    }

    private Said synthesise(ModelId planned, List<Proposal> kept, int layer) {
        CallOrder order = writer(planned, kept, layer);
        int asked = 0;
        for (ModelId model : Aggregators.trusted(run, planned)) {
            Optional<Said> said = asked < MOST_AGGREGATORS ? write(order.by(model)) : Optional.empty();
            asked += said.isPresent() ? 1 : 0;
            if (said.isPresent() && !(said.get() instanceof Said.Nothing) && !notTheJson(said.get())) {
                if (!model.equals(planned)) {
                    run.cut("aggregated by " + model + " instead of " + planned);
                }
                return said.get();
            }
        }
        return asked == 0 && hasTime(planned) ? lesser(planned, kept, layer) : rescue(kept);
    }

    /** No aggregator could be paid to write: naming a number is cheaper than writing. */
    private Said lesser(ModelId planned, List<Proposal> kept, int layer) {
        run.cut("select instead of synthesise");
        return select(planned, kept, layer);
    }

    private Said rescue(List<Proposal> kept) {
        run.cut("the best proposal as it is: no aggregator answered");
        List<Proposal> valid = kept.stream()
                .filter(p -> Screening.sketch(p.answer(), bodies.json()).flaw() == Flaw.NONE)
                .toList();
        return best(valid.isEmpty() ? kept : valid, Reliability.EQUAL);
    }

    /** A draft for the next window: never streamed; empty when the aggregator gave none. */
    Optional<Proposal> draft(ModelId aggregator, List<Proposal> window, int layer) {
        List<Proposal> kept = Screening.majority(window);
        CallOrder order = writer(aggregator, kept, layer);
        return new Asking(run)
                .ask(order, UNBOUNDED)
                .map(answer -> new Proposal(aggregator, answer, Screening.sketch(answer, order.json())));
    }

    private Optional<Said> write(CallOrder order) {
        if (!hasTime(order.model())) {
            run.cut("no time for " + order.model() + " to aggregate");
            return Optional.empty();
        }
        return run.purse()
                .allow(
                        order.model(),
                        order.extra(),
                        UNBOUNDED,
                        run.order().ledger().left())
                .flatMap(allowance ->
                        new Writing(run).write(order, allowance, run.order().deadline()));
    }

    private boolean hasTime(ModelId model) {
        return run.purse().forecast(model).latency().compareTo(run.timeLeft()) <= 0;
    }

    private CallOrder writer(ModelId model, List<Proposal> kept, int layer) {
        AggregationPrompt prompt = AggregationPrompt.of(
                run.prompt(PromptMode.SYNTHESISE),
                kept,
                RequestSeed.of(run.id()).layer(layer),
                run.settings().proposalCharacters());
        Tokens extra = new Tokens(TokenEstimate.of(prompt.text()));
        return new CallOrder(CallRole.AGGREGATOR, layer, model, bodies.writer(prompt), extra, bodies.json());
    }

    private Said select(ModelId planned, List<Proposal> sound, int layer) {
        AggregationPrompt prompt = AggregationPrompt.of(
                run.prompt(PromptMode.SELECT),
                sound,
                RequestSeed.of(run.id()).layer(layer),
                run.settings().proposalCharacters());
        Tokens extra = new Tokens(TokenEstimate.of(prompt.text()));
        Tokens most = new Tokens(run.settings().selectionTokens());
        Optional<Proposal> selected = Aggregators.trusted(run, planned).stream()
                .filter(this::hasTime)
                .findFirst()
                .map(model -> new CallOrder(CallRole.AGGREGATOR, layer, model, bodies.selector(prompt), extra, false))
                .flatMap(order -> new Asking(run).ask(order, most))
                .flatMap(answer -> Selection.of(answer.text(), prompt.shown()));
        if (selected.isPresent()) {
            return run.deliver(selected.get().answer());
        }
        run.cut("vote instead of select");
        return best(sound, Reliability.EQUAL);
    }

    private Said best(List<Proposal> proposals, Reliability reliability) {
        return Screening.best(proposals, reliability)
                .filter(proposal -> proposal.sketch().flaw() != Flaw.EMPTY)
                .map(proposal -> run.deliver(proposal.answer()))
                .orElse(Said.NOTHING);
    }

    /** Only of what has not gone to a stream yet: there it can still be replaced. */
    private boolean notTheJson(Said said) {
        return !run.streamed()
                && said instanceof Said.Whole whole
                && Screening.sketch(whole.answer(), bodies.json()).flaw() == Flaw.NOT_THE_DEMANDED_JSON;
    }
}
