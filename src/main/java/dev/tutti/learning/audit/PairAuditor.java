package dev.tutti.learning.audit;

import dev.tutti.memory.outcome.EndingKind;
import dev.tutti.memory.outcome.OutcomeLog;
import dev.tutti.sense.budget.Deadline;
import dev.tutti.sense.budget.Ledger;
import dev.tutti.serving.decision.Decision;
import dev.tutti.serving.execution.AnswerStream;
import dev.tutti.serving.execution.CancelSignal;
import dev.tutti.serving.execution.Ending;
import dev.tutti.serving.execution.PlanExecutor;
import dev.tutti.serving.execution.RunOrder;
import dev.tutti.serving.routing.Afterwards;
import dev.tutti.serving.routing.RoutedAnswer;
import dev.tutti.serving.routing.RoutedRequest;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.RequestId;
import dev.tutti.words.chat.StableHash;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.CallForecast;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Paired audits: while a release is rolled out, runs in the background, on a drawn share of the requests on which the two
 * routers would run different plans, the plan of the one that did not decide, so that both answers to one request can be
 * compared. The draw is a hash of the request id, fixed before any outcome. Never delays a request and never fails one.
 */
final class PairAuditor implements Afterwards {
    private static final String PURPOSE = "pair";

    private final PlanExecutor executor;
    private final OutcomeLog log;
    private final Catalogue catalogue;
    private final Limits limits;
    private final AuditLabels labels;
    private final Auditor.Clocks clocks;
    private final AuditQueue queue;
    private final AuditBudget budget;
    private final AuditPurpose purpose;
    private final CancelSignal shutdown = new CancelSignal();

    /** The settings of pairs, and of what they have in common with other audits. */
    record Limits(PairSettings pairs, AuditSettings audits) {}

    PairAuditor(
            PlanExecutor executor,
            OutcomeLog log,
            Catalogue catalogue,
            Limits limits,
            AuditLabels labels,
            Auditor.Clocks clocks,
            AuditQueue queue) {
        this.executor = executor;
        this.log = log;
        this.catalogue = catalogue;
        this.limits = limits;
        this.labels = labels;
        this.clocks = clocks;
        this.queue = queue;
        this.budget = AuditBudget.ofPairs(Usd.of(limits.pairs().maxUsdPerDay()), clocks.time(), log);
        this.purpose = new AuditPurpose(labels, limits.audits());
    }

    @Override
    public void finished(RoutedRequest request, RoutedAnswer.Finished finished) {
        Decision decision = finished.verdict().decision();
        decision.rival()
                .filter(rival -> wanted(request, finished, decision))
                .ifPresent(rival -> queue.submit(
                        AuditFootprint.of(request.chat(), finished.ending()),
                        load -> new Pair(request, finished, rival).run()));
    }

    /** What was explored is no router's plan, so it is no half of a pair. */
    private boolean wanted(RoutedRequest request, RoutedAnswer.Finished finished, Decision decision) {
        boolean differ = decision.receipt().arm().filter(arm -> !arm.alike()).isPresent();
        return differ
                && !decision.explored()
                && StableHash.draw(PURPOSE, request.id()) < limits.pairs().rate()
                && limits.pairs().maxUsdPerDay().signum() > 0
                && request.chat().choices() == 1
                && finished.row().ending() != EndingKind.CANCELLED
                && purpose.of(request, finished.row().origin());
    }

    /** Waits for runs on their way, then cancels what is left; nothing new starts. */
    void close() {
        queue.close(limits.audits().drain(), shutdown::cancel);
    }

    /** One plan to run beside one that ran. */
    private final class Pair {
        private final RoutedRequest request;
        private final RoutedAnswer.Finished finished;
        private final Decision rival;
        /** A draw among requests that differ is no fair one of all; where the usual audit drew it too, that one is. */
        private final boolean sampled;

        Pair(RoutedRequest request, RoutedAnswer.Finished finished, Decision rival) {
            this.request = request;
            this.finished = finished;
            this.rival = rival;
            this.sampled = limits.audits().maxUsdPerDay().signum() > 0
                    && Auditor.drawn(request.id(), limits.audits().rate());
        }

        void run() {
            Usd worst = rival.chosen().forecast().costReserved().max(new Usd(1));
            Optional<List<Ledger.Reservation>> money = budget.reserve(List.of(worst));
            money.ifPresent(held -> paid(held.getFirst()));
        }

        private void paid(Ledger.Reservation money) {
            Ledger ledger = new Ledger(money.amount());
            try {
                labels.label(request, request.id(), finished.ending(), sampled);
                RequestId id = AuditIds.ofPair(request.id());
                long started = clocks.monotonic().nanos();
                Ending ending = executor.run(order(id, ledger), AnswerStream.NONE);
                Duration took = Duration.ofNanos(Math.max(0, clocks.monotonic().nanos() - started));
                PairRow row = new PairRow(finished.row(), rival, limits.pairs().rate(), catalogue);
                log.append(row.of(id, clocks.time().instant(), ending, took));
                labels.label(request, id, ending, false);
            } finally {
                money.settle(ledger.spent());
            }
        }

        private RunOrder order(RequestId id, Ledger ledger) {
            return new RunOrder(
                    id,
                    request.chat(),
                    rival.chosen().plan(),
                    ledger,
                    Deadline.in(rival.receipt().targets().maxLatency(), clocks.monotonic()),
                    rival.fallbacks(),
                    this::forecast,
                    shutdown,
                    request.options().task());
        }

        private CallForecast forecast(ModelId model) {
            return Objects.requireNonNull(
                    rival.forecasts().get(model), () -> "the decision has no forecast of " + model);
        }
    }
}
