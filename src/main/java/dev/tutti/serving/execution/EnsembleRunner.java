package dev.tutti.serving.execution;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.memory.outcome.CallRole;
import dev.tutti.sense.budget.Deadline;
import dev.tutti.sense.feature.TokenEstimate;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Tokens;
import dev.tutti.words.plan.Aggregation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Self-MoA and Mixed-MoA: rounds of proposals in parallel, in each further round with all sound proposals of the round
 * before in view, then one aggregation (arXiv 2406.04692, 2502.00674).
 */
final class EnsembleRunner {
    private final Run run;
    private final Bodies bodies;
    private final Fusion fusion;
    private final EnsembleFit fit;
    /** The last round of an incremental synthesis, of which some may be late. */
    private Optional<Layer> open = Optional.empty();

    EnsembleRunner(Run run, Bodies bodies, Fusion fusion) {
        this.run = run;
        this.bodies = bodies;
        this.fusion = fusion;
        this.fit = new EnsembleFit(run);
    }

    Said run(Ensemble plan) {
        Optional<Ensemble> fitted =
                fit.fit(Proposers.admitted(run, plan), run.order().ledger().left());
        return fitted.map(this::propose).orElse(Said.NOTHING);
    }

    private Said propose(Ensemble ensemble) {
        List<Proposal> proposals = List.of();
        for (int round = 1; round <= ensemble.rounds(); round++) {
            if (round > 1 && !affords(ensemble, round)) {
                run.cut(round + " of " + (ensemble.rounds() + 1) + " layers");
                break;
            }
            List<Proposal> heard = round(ensemble, round, proposals);
            if (heard.isEmpty()) {
                break;
            }
            proposals = heard;
            if (fusion.toolCall(proposals).isPresent()) {
                // A further layer would be shown calls without their results.
                break;
            }
        }
        return proposals.isEmpty() ? Said.NOTHING : fuse(ensemble, proposals);
    }

    private Said fuse(Ensemble ensemble, List<Proposal> proposals) {
        Said said = fusion.fuse(ensemble.aggregation(), proposals, ensemble.rounds() + 1);
        if (open.isEmpty()) {
            return said;
        }
        List<Proposal> late = open.get().rest();
        return said instanceof Said.Whole whole
                ? new Correction(run, bodies).of(whole, ensemble, proposals, late)
                : said;
    }

    /** JSON cannot be added to, and what is not streamed need not begin early. */
    private boolean incremental(Ensemble ensemble, int round) {
        return run.incremental()
                && round == ensemble.rounds()
                && ensemble.aggregation() instanceof Aggregation.Synthesise
                && !bodies.form().json();
    }

    private List<Proposal> round(Ensemble ensemble, int round, List<Proposal> before) {
        Deadline latest = run.time().beforeAggregation(ensemble.aggregation());
        Deadline share = latest.within(latest.left().dividedBy(ensemble.rounds() - round + 1));
        Layer layer = Layer.start(run, orders(ensemble, round, before), fit.needs(ensemble, round));
        if (!incremental(ensemble, round)) {
            return layer.collect(share, latest);
        }
        open = Optional.of(layer);
        return layer.begin(share, latest);
    }

    /** A further round must fit the money that is left, and one of its proposers the time. */
    private boolean affords(Ensemble ensemble, int round) {
        Duration time = run.time().beforeAggregation(ensemble.aggregation()).left();
        return fit.needs(ensemble, round - 1).compareTo(run.order().ledger().left()) <= 0
                && ensemble.proposers().stream()
                        .anyMatch(model -> run.purse().forecast(model).latency().compareTo(time) <= 0);
    }

    private List<CallOrder> orders(Ensemble ensemble, int round, List<Proposal> before) {
        RequestSeed seed = run.seed().layer(round);
        List<Proposal> shown = Screening.majority(Screening.texts(before));
        boolean shaped = ensemble.shaped(round);
        List<CallOrder> orders = new ArrayList<>();
        for (ModelId model : ensemble.proposers()) {
            ObjectNode body = bodies.proposer(seed.sample(orders.size()), shaped);
            Tokens extra = Tokens.NONE;
            if (!shown.isEmpty()) {
                AggregationPrompt prompt = AggregationPrompt.of(
                        run.prompt(PromptMode.SYNTHESISE),
                        shown,
                        seed,
                        run.settings().proposalCharacters());
                bodies.told(body, prompt.text());
                extra = new Tokens(TokenEstimate.of(prompt.text()));
            }
            orders.add(new CallOrder(CallRole.PROPOSER, round, model, body, extra, bodies.form(shaped)));
        }
        return orders;
    }
}
