package dev.tutti.serving.execution;

import dev.tutti.memory.outcome.CallRecord;
import dev.tutti.memory.outcome.CallRole;
import dev.tutti.memory.outcome.CallStatus;
import dev.tutti.sense.budget.Deadline;
import dev.tutti.words.chat.Frames;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Tokens;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.Adaptive;
import dev.tutti.words.plan.Cascade;
import dev.tutti.words.plan.MixedMoa;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.SelfMoa;
import dev.tutti.words.plan.SelfMoaSeq;
import dev.tutti.words.plan.Single;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Runs each plan as plain sequential code on the calling thread, over the futures of the calls it starts. */
final class SequentialExecutor implements PlanExecutor {
    private static final Logger LOG = Logger.getLogger(SequentialExecutor.class);

    private final Desk desk;

    SequentialExecutor(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Ending run(RunOrder order, AnswerStream stream) {
        Run run = new Run(order, stream, desk);
        desk.ledgers().opened(order.ledger());
        Said said = Said.NOTHING;
        // A signal may outlive its runs by far: one that still listened would keep all that was said in it reachable.
        try (var _ = order.cancel().onCancel(run.calls()::abandon)) {
            said = answer(run, Bodies.of(order, desk.settings().proposalTemperature()));
        } catch (RuntimeException broken) {
            // Calls may have been paid for, so this ends like any other failure: with a record of them.
            LOG.errorf("a run broke: %s", Frames.of(broken));
            run.broke();
            said = run.stream().begun() ? new Said.BrokenOff() : Said.NOTHING;
        } finally {
            // Whatever happened: nothing goes on, nothing stays reserved.
            run.calls().cancelRest(CallStatus.CANCELLED);
            desk.ledgers().closed(order.ledger());
        }
        return ending(run, said);
    }

    private static Said answer(Run run, Bodies bodies) {
        Said said = plan(run, bodies);
        boolean another =
                said instanceof Said.Nothing && !run.over() && !run.calls().foundInvalid();
        return another ? new Fallbacks(run, bodies).run() : said;
    }

    private static Said plan(Run run, Bodies bodies) {
        Plan plan = run.order().plan();
        Fusion fusion = new Fusion(run, bodies);
        return switch (plan) {
            case Single single -> single(run, bodies, single.model());
            case SelfMoa self -> ensemble(run, bodies, Ensemble.of(self), self.adaptive());
            case SelfMoaSeq seq -> new SequenceRunner(run, bodies, fusion, seq).run();
            case MixedMoa mixed -> ensemble(run, bodies, Ensemble.of(mixed), mixed.adaptive());
            case Cascade cascade -> new CascadeRunner(run, bodies, fusion, cascade).run();
        };
    }

    private static Said ensemble(Run run, Bodies bodies, Ensemble ensemble, Optional<Adaptive> adaptive) {
        Fusion fusion = new Fusion(run, bodies);
        return adaptive.isPresent()
                ? new AdaptiveRunner(run, bodies, fusion, adaptive.get()).run(ensemble)
                : new EnsembleRunner(run, bodies, fusion).run(ensemble);
    }

    private static Said single(Run run, Bodies bodies, ModelId model) {
        CallOrder call = new CallOrder(CallRole.PROPOSER, 1, model, bodies.asAsked(), Tokens.NONE, bodies.form())
                .checkedBy(run.check());
        List<ModelId> fallbacks = run.order().fallbacks();
        Deadline until = fallbacks.isEmpty()
                ? run.order().deadline()
                : run.time()
                        .keepingBack(run.purse().forecast(fallbacks.getFirst()).latencyP95());
        Usd left = run.order().ledger().left();
        Said said = run.purse()
                .allow(model, Tokens.NONE, new Tokens(Long.MAX_VALUE), left)
                .flatMap(allowance -> new Writing(run).write(call, allowance, until))
                .orElse(Said.NOTHING);
        if (said instanceof Said.Whole) {
            Backing.by(run, List.of(model));
        }
        return said;
    }

    private static Ending ending(Run run, Said said) {
        List<CallRecord> calls = run.records();
        Usd cost = calls.stream().map(CallRecord::cost).reduce(Usd.ZERO, Usd::plus);
        if (run.isAbandoned()) {
            return new Ending.Cancelled(calls, cost);
        }
        return switch (said) {
            case Said.Whole whole
            when run.cuts().isEmpty() -> new Ending.Answered(whole.answer(), whole.closing(), calls, cost);
            case Said.Whole whole ->
                new Ending.Degraded(whole.answer(), whole.closing(), String.join("; ", run.cuts()), calls, cost);
            case Said.BrokenOff _ -> failed(run, true, calls, cost);
            case Said.Nothing _ -> failed(run, false, calls, cost);
        };
    }

    private static Ending failed(Run run, boolean started, List<CallRecord> calls, Usd cost) {
        return new Ending.Failed(why(run), Failures.message(run), Failures.param(run), started, calls, cost);
    }

    private static FailureKind why(Run run) {
        if (run.isBroken()) {
            return FailureKind.BROKEN;
        }
        if (run.order().deadline().passed()) {
            return FailureKind.DEADLINE;
        }
        if (run.calls().all().isEmpty()) {
            return run.fitsNoWindow() ? FailureKind.CONTEXT : FailureKind.BUDGET;
        }
        return run.calls().foundInvalid() ? FailureKind.INVALID : FailureKind.UPSTREAM;
    }
}
