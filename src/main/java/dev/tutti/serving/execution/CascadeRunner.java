package dev.tutti.serving.execution;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.memory.outcome.CallRole;
import dev.tutti.memory.outcome.CallStatus;
import dev.tutti.sense.budget.Deadline;
import dev.tutti.sense.evidence.AnswerSketch;
import dev.tutti.sense.evidence.Listening;
import dev.tutti.sense.evidence.Stopping;
import dev.tutti.sense.evidence.Warrant;
import dev.tutti.serving.provider.ChunkSink;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Tokens;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.Cascade;
import dev.tutti.words.plan.Step;
import dev.tutti.words.plan.StopRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A cascade: one call after the other until the stop rule has heard enough; then the weighted plurality of the answers,
 * or what the last step fuses them into. A call that fails is a voice without an answer: evidence, too.
 */
final class CascadeRunner {
    private static final Tokens UNBOUNDED = new Tokens(Long.MAX_VALUE);

    private final Run run;
    private final Bodies bodies;
    private final Fusion fusion;
    private final Cascade plan;
    private final List<ModelId> admitted;
    private final SortedSet<Integer> asked = new TreeSet<>();
    private final List<Listening.Answer> voices = new ArrayList<>();
    private final List<Optional<Proposal>> heard = new ArrayList<>();
    /** The call of the latest step; empty where it made none. */
    private Optional<Proposing> latest = Optional.empty();

    CascadeRunner(Run run, Bodies bodies, Fusion fusion, Cascade plan) {
        this.run = run;
        this.bodies = bodies;
        this.fusion = fusion;
        this.plan = plan;
        this.admitted = Proposers.admitted(run, plan);
    }

    Said run() {
        OptionalInt next = OptionalInt.of(0);
        while (next.isPresent()) {
            int step = next.getAsInt();
            run.stream().proposing(asked.size(), plan.steps().size());
            switch (plan.steps().get(step)) {
                case Step.Ask ask -> {
                    if (!hear(ask.model(), step)) {
                        return plurality();
                    }
                }
                case Step.Fuse fuse -> {
                    return answers().isEmpty() ? Said.NOTHING : fusion.fuse(fuse.aggregation(), material(), step + 1);
                }
            }
            asked.add(step);
            next = next();
            if (next.isPresent()) {
                heard.getLast().ifPresent(run.draft()::offer);
            }
        }
        return plurality();
    }

    private OptionalInt next() {
        Stopping.Next next = Stopping.look(plan, List.copyOf(asked), Listening.hear(plan, voices));
        latest.ifPresent(call -> call.note(next.onward()));
        return next.step();
    }

    /** False when the step did not fit the money or the time, so that the cascade ends before it. */
    private boolean hear(ModelId model, int step) {
        if (!admitted.contains(model)) {
            Proposers.noteLeftOut(run, model);
            latest = Optional.empty();
            add(step, model, Optional.empty());
            return true;
        }
        CallOrder order = new CallOrder(
                        CallRole.PROPOSER, asked.size() + 1, model, body(model, step), Tokens.NONE, bodies.form())
                .checkedBy(run.check());
        Optional<Proposing> started = run.purse()
                .allow(model, Tokens.NONE, UNBOUNDED, run.order().ledger().left())
                .flatMap(allowance -> run.start(order, allowance, ChunkSink.NONE, following(step)))
                .map(call -> new Proposing(run, call, following(step)));
        if (started.isEmpty()) {
            run.cut("ended before call " + (asked.size() + 1) + ", of " + model);
            return false;
        }
        Proposing call = started.get();
        latest = started;
        Deadline until = patience(step);
        call.await(until.within(call.stuckAt().left()));
        call.cancel(run.order().deadline().passed() ? CallStatus.TIMEOUT : CallStatus.CANCELLED);
        add(step, call);
        return true;
    }

    /** A model that is asked again must not say the same again: it gets a temperature and a seed of its own. */
    private ObjectNode body(ModelId model, int step) {
        ObjectNode body = bodies.asAsked();
        if (voices.stream().anyMatch(voice -> voice.model().equals(model))) {
            body.put("temperature", bodies.temperature());
            body.put("seed", run.seed().layer(step + 1).sample(0));
        }
        if (weighsLogprobs()) {
            Logprobs.ask(body, run.model(model));
        }
        return body;
    }

    /** Nobody else asks for them in a cascade: a caller who wants them is answered by one call. */
    private boolean weighsLogprobs() {
        return plan.rule() instanceof StopRule.Agreement(int _, Optional<StopRule.Alone> alone)
                && alone.flatMap(StopRule.Alone::logprob).isPresent();
    }

    /** With an answer in hand, all the time there is; without one, that of the shortest call that may follow is kept back. */
    private Deadline patience(int step) {
        if (!answers().isEmpty()) {
            return run.order().deadline();
        }
        return Stopping.mayFollow(plan, asked, step).stream()
                .map(this::latencyP95)
                .min(Comparator.naturalOrder())
                .map(run.time()::keepingBack)
                .orElseGet(() -> run.order().deadline());
    }

    /** The worst case of the dearest way on from this step to the end, for which no hedge takes the money. */
    private Usd following(int step) {
        return following(asked, step);
    }

    private Usd following(SortedSet<Integer> before, int step) {
        SortedSet<Integer> then = new TreeSet<>(before);
        then.add(step);
        return Stopping.mayFollow(plan, before, step).stream()
                .map(next -> needs(then, next).plus(following(then, next)))
                .max(Comparator.naturalOrder())
                .orElse(Usd.ZERO);
    }

    private Usd needs(SortedSet<Integer> before, int step) {
        return switch (plan.steps().get(step)) {
            case Step.Ask ask -> run.purse().needs(ask.model(), Tokens.NONE, UNBOUNDED);
            case Step.Fuse fuse -> {
                List<ModelId> shown = before.stream()
                        .flatMap(earlier -> plan.steps().get(earlier).models().stream())
                        .toList();
                yield new EnsembleFit(run).aggregation(new Ensemble(shown, 1, fuse.aggregation()));
            }
        };
    }

    private Duration latencyP95(int step) {
        return plan.steps().get(step).models().stream()
                .map(model -> run.purse().forecast(model).latencyP95())
                .reduce(Duration.ZERO, Duration::plus);
    }

    private void add(int step, Proposing call) {
        ModelId model = call.order().model();
        Optional<Proposal> proposal =
                call.proposal().filter(one -> bodies.tools().bears(one.answer()));
        if (proposal.isEmpty()) {
            run.cut("no answer from " + model);
        }
        add(step, model, proposal);
    }

    private void add(int step, ModelId model, Optional<Proposal> proposal) {
        Optional<AnswerSketch> sketch = proposal.map(bodies.tools()::heard);
        long tokens =
                proposal.map(one -> one.answer().usage().completion().count()).orElse(0L);
        Warrant warrant = proposal.map(Proposal::warrant).orElse(Warrant.NONE);
        voices.add(new Listening.Answer(step, model, sketch, tokens, warrant));
        heard.add(weighsLogprobs() ? proposal.map(one -> one.saying(Logprobs.without(one.answer()))) : proposal);
    }

    private List<Proposal> answers() {
        return heard.stream().flatMap(Optional::stream).toList();
    }

    /** What its task's verifier rejects is shown to nobody while there is something else. */
    private List<Proposal> material() {
        List<Proposal> kept =
                answers().stream().filter(one -> !one.warrant().rejected()).toList();
        return kept.isEmpty() ? answers() : kept;
    }

    private Said plurality() {
        int leader = Listening.hear(plan, voices).leader();
        if (leader < 0) {
            return Said.NOTHING;
        }
        Proposal answer = heard.get(leader).orElseThrow();
        if (!bodies.tools().admits(answer.answer())) {
            run.cut(ToolRule.UNKEPT);
        }
        Backing.chosen(run, answer, answers());
        return fusion.deliver(answer, asked.size());
    }
}
