package dev.tutti.serving.execution;

import dev.tutti.memory.outcome.CallRole;
import dev.tutti.sense.budget.Deadline;
import dev.tutti.sense.evidence.AnswerForm;
import dev.tutti.words.chat.Tokens;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.Aggregation;
import dev.tutti.words.plan.CallForecast;
import dev.tutti.words.plan.Reliability;
import dev.tutti.words.plan.SelfMoaSeq;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Self-MoA-Seq: windows of samples, each synthesised together with the syntheses before it (arXiv 2502.00674, section
 * 5). The samples of the next window are on their way while this one is synthesised.
 */
final class SequenceRunner {
    private final Run run;
    private final Bodies bodies;
    private final Fusion fusion;
    private final SelfMoaSeq plan;
    private final SequenceWindow places;
    /** Newest first; as many as the window reserves places for. */
    private final List<Proposal> best = new ArrayList<>();

    private int taken;
    private int window;

    SequenceRunner(Run run, Bodies bodies, Fusion fusion, SelfMoaSeq plan) {
        this.run = run;
        this.bodies = bodies;
        this.fusion = fusion;
        this.plan = plan;
        this.places = SequenceWindow.of(plan, run);
    }

    Said run() {
        Layer samples = sample(places.places(), synthesis());
        while (true) {
            List<Proposal> shown = new ArrayList<>(best);
            shown.addAll(collect(samples));
            if (shown.isEmpty()) {
                return Said.NOTHING;
            }
            Optional<Layer> next = fusion.toolCall(shown).isPresent() ? Optional.empty() : next();
            if (next.isEmpty()) {
                return fusion.fuse(new Aggregation.Synthesise(plan.aggregator()), shown, window + 1);
            }
            fusion.draft(plan.aggregator(), shown, window).ifPresentOrElse(this::keep, () -> keepBestOf(shown));
            samples = next.get();
        }
    }

    /** The next window's samples, started; empty when all are taken or no more fit the money or the time. */
    private Optional<Layer> next() {
        if (taken >= plan.samples() || run.over()) {
            return Optional.empty();
        }
        Layer next = hasTime() ? sample(places.fresh(), synthesis().times(2)) : Layer.none(run);
        if (next.isEmpty()) {
            run.cut(taken + " of " + plan.samples() + " samples");
            return Optional.empty();
        }
        return Optional.of(next);
    }

    private boolean hasTime() {
        CallForecast aggregator = run.purse().forecast(plan.aggregator());
        return aggregator
                        .latency()
                        .plus(aggregator.latencyP95())
                        .compareTo(run.time().left())
                <= 0;
    }

    private Layer sample(int most, Usd kept) {
        int count = Math.min(most, plan.samples() - taken);
        Usd each = run.purse().needs(plan.model(), Tokens.NONE, new Tokens(Long.MAX_VALUE));
        Usd money = run.order().ledger().left().minus(kept);
        int paid = count;
        while (paid > 0 && each.times(paid).compareTo(money) > 0) {
            paid--;
        }
        window++;
        RequestSeed seed = run.seed().layer(window);
        List<CallOrder> orders = new ArrayList<>();
        for (int i = 0; i < paid; i++) {
            orders.add(new CallOrder(
                    CallRole.PROPOSER,
                    window,
                    plan.model(),
                    bodies.proposer(seed.sample(i), false),
                    Tokens.NONE,
                    AnswerForm.free()));
        }
        taken += paid;
        return Layer.start(run, orders, kept, kept.max(later()));
    }

    /** The worst case of the samples not yet taken and of a synthesis of each window, this one's and the last one's too. */
    private Usd later() {
        int rest = plan.samples() - taken;
        Usd samples = run.purse()
                .needs(plan.model(), Tokens.NONE, new Tokens(Long.MAX_VALUE))
                .times(rest);
        int syntheses = Math.ceilDiv(rest, places.fresh()) + Math.min(window, 2);
        return samples.plus(synthesis().times(syntheses));
    }

    private List<Proposal> collect(Layer samples) {
        Duration synthesis = run.purse().forecast(plan.aggregator()).latencyP95();
        Deadline latest = run.time().keepingBack(synthesis);
        int windows = Math.max(1, Math.ceilDiv(plan.samples() - taken, places.fresh()) + 1);
        return samples.collect(latest.within(latest.left().dividedBy(windows)), latest);
    }

    /** The worst case of one synthesis of a full window. */
    private Usd synthesis() {
        int shown = Math.min(places.places(), plan.samples());
        return new EnsembleFit(run)
                .aggregation(new Ensemble(
                        Collections.nCopies(shown, plan.model()), 1, new Aggregation.Synthesise(plan.aggregator())));
    }

    private void keep(Proposal synthesis) {
        best.addFirst(synthesis);
        if (best.size() > places.reserved()) {
            best.removeLast();
        }
    }

    private void keepBestOf(List<Proposal> shown) {
        run.cut("a window without its synthesis");
        Screening.best(shown, Reliability.EQUAL).filter(p -> !best.contains(p)).ifPresent(this::keep);
    }
}
