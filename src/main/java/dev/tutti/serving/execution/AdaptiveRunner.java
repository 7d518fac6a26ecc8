package dev.tutti.serving.execution;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.memory.outcome.CallRole;
import dev.tutti.sense.budget.Deadline;
import dev.tutti.sense.evidence.Evidence;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Tokens;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.Adaptive;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Self-MoA and Mixed-MoA with an adaptive number of samples: rounds of proposals until agreement says enough, then one
 * aggregation. A round asks for as many as the rule still needs in any case, and for more where the time would not do for
 * the rest in rounds of that size.
 */
final class AdaptiveRunner {
    private static final Tokens UNBOUNDED = new Tokens(Long.MAX_VALUE);

    private final Run run;
    private final Bodies bodies;
    private final Fusion fusion;
    private final EnsembleFit fit;
    private final Adaptive rule;
    private final List<Proposal> heard = new ArrayList<>();
    private int asked;
    private int rounds;

    AdaptiveRunner(Run run, Bodies bodies, Fusion fusion, Adaptive rule) {
        this.run = run;
        this.bodies = bodies;
        this.fusion = fusion;
        this.fit = new EnsembleFit(run);
        this.rule = rule;
    }

    Said run(Ensemble plan) {
        Optional<Ensemble> fitted =
                fit.fit(Proposers.admitted(run, plan), run.order().ledger().left());
        return fitted.map(this::propose).orElse(Said.NOTHING);
    }

    private Said propose(Ensemble ensemble) {
        int most = ensemble.proposers().size();
        int more = Math.min(rule.least(), most);
        while (more > 0 && goesOn(ensemble)) {
            round(ensemble, more);
            more = rule.more(evidence().lead(), most - asked);
        }
        return heard.isEmpty() ? Said.NOTHING : fusion.fuse(ensemble.aggregation(), heard, rounds + 1);
    }

    /** Whether there is time for another round; the first always goes ahead. */
    private boolean goesOn(Ensemble ensemble) {
        if (run.over()) {
            return false;
        }
        Duration time = latest(ensemble).left();
        boolean enough = asked == 0
                || rest(ensemble).stream()
                        .anyMatch(model -> run.purse().forecast(model).latency().compareTo(time) <= 0);
        if (!enough) {
            run.cut(asked + " of at most " + ensemble.proposers().size() + " samples: no time for more");
        }
        return enough;
    }

    private void round(Ensemble ensemble, int needed) {
        List<ModelId> rest = rest(ensemble);
        Deadline latest = latest(ensemble);
        int size = Math.max(needed, Math.ceilDiv(rest.size(), roundsThatFit(rest, latest)));
        Deadline share = latest.within(latest.left().dividedBy(Math.ceilDiv(rest.size(), size)));
        Layer layer = Layer.start(run, orders(ensemble, size), kept(ensemble, rest.subList(size, rest.size())));
        asked += size;
        heard.addAll(layer.collect(share, latest));
    }

    private int roundsThatFit(List<ModelId> rest, Deadline latest) {
        long slowest = rest.stream()
                .map(model -> run.purse().forecast(model).latencyP95())
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO)
                .toNanos();
        return slowest == 0 ? rest.size() : Math.clamp(latest.left().toNanos() / slowest, 1, rest.size());
    }

    private List<CallOrder> orders(Ensemble ensemble, int size) {
        rounds++;
        RequestSeed seed = run.seed().layer(1);
        boolean shaped = ensemble.shaped(1);
        List<CallOrder> orders = new ArrayList<>();
        for (int place = asked; place < asked + size; place++) {
            ObjectNode body = bodies.proposer(seed.sample(place), shaped);
            ModelId model = ensemble.proposers().get(place);
            orders.add(new CallOrder(CallRole.PROPOSER, rounds, model, body, Tokens.NONE, bodies.form(shaped)));
        }
        return orders;
    }

    /** The worst case of all that may still come after a round. */
    private Usd kept(Ensemble ensemble, List<ModelId> later) {
        Usd sum = fit.aggregation(ensemble);
        for (ModelId model : later) {
            sum = sum.plus(run.purse().needs(model, Tokens.NONE, UNBOUNDED));
        }
        return sum;
    }

    private List<ModelId> rest(Ensemble ensemble) {
        return ensemble.proposers().subList(asked, ensemble.proposers().size());
    }

    private Deadline latest(Ensemble ensemble) {
        return run.time().beforeAggregation(ensemble.aggregation());
    }

    private Evidence evidence() {
        return Evidence.of(heard.stream()
                .map(proposal -> new Evidence.Voice(
                        proposal.model(), Optional.of(bodies.tools().heard(proposal)), 1))
                .toList());
    }
}
