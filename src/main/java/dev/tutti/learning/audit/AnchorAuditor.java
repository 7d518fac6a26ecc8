package dev.tutti.learning.audit;

import dev.tutti.learning.audit.AnchorMeters.Result;
import dev.tutti.memory.outcome.EndingKind;
import dev.tutti.memory.outcome.OutcomeLog;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.sense.budget.Deadline;
import dev.tutti.sense.budget.Ledger;
import dev.tutti.sense.policy.Receipt;
import dev.tutti.serving.execution.AnswerStream;
import dev.tutti.serving.execution.CancelSignal;
import dev.tutti.serving.execution.Ending;
import dev.tutti.serving.execution.PlanExecutor;
import dev.tutti.serving.execution.RunOrder;
import dev.tutti.serving.routing.Afterwards;
import dev.tutti.serving.routing.RoutedAnswer;
import dev.tutti.serving.routing.RoutedRequest;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.RequestId;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.CallForecast;
import dev.tutti.words.plan.Single;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Lets newcomers answer a few requests in the background, beside the plan that serves, so that it is known how good they are
 * before they serve anybody. Never delays a request and never fails one. Where an audit or a judge was drawn, too, there is
 * none: an audit asks newcomers as it asks all, and no answer is judged twice.
 */
final class AnchorAuditor implements Afterwards {
    private final PlanExecutor executor;
    private final OutcomeLog log;
    private final Catalogue catalogue;
    private final Limits limits;
    private final Witnesses witnesses;
    private final Auditor.Clocks clocks;
    private final AuditQueue queue;
    private final AuditedModels models;
    private final AuditBudget budget;
    private final AuditPurpose purpose;
    private final CancelSignal shutdown = new CancelSignal();

    /** The settings of newcomers, and of what their anchors have in common with other audits. */
    record Limits(NewcomerSettings newcomers, AuditSettings audits) {}

    /** Who draws anchors and hears of them, who scores their answers, and what is counted. */
    record Witnesses(NewcomerWatch watch, AuditLabels labels, Judges judges, AnchorMeters meters) {}

    AnchorAuditor(
            PlanExecutor executor,
            OutcomeLog log,
            Catalogue catalogue,
            Limits limits,
            Witnesses witnesses,
            Auditor.Clocks clocks,
            AuditQueue queue) {
        this.executor = executor;
        this.log = log;
        this.catalogue = catalogue;
        this.limits = limits;
        this.witnesses = witnesses;
        this.clocks = clocks;
        this.queue = queue;
        this.models = new AuditedModels(catalogue, Integer.MAX_VALUE);
        this.budget = AuditBudget.ofAnchors(Usd.of(limits.newcomers().maxUsdPerDay()), clocks.time(), log);
        this.purpose = new AuditPurpose(witnesses.labels(), limits.audits());
    }

    @Override
    public void finished(RoutedRequest request, RoutedAnswer.Finished finished) {
        witnesses.watch().logged(finished.row());
        if (finished.row().introduced() && !drawnElsewhere(request)) {
            queue.submit(AuditFootprint.of(request.chat(), finished.ending()), load -> labelServed(request, finished));
        }
        Set<ModelId> newcomers = witnesses.watch().anchored();
        if (!newcomers.isEmpty() && may(request, finished.row())) {
            models.of(request, finished.row()).stream()
                    .filter(model -> newcomers.contains(model.id()))
                    .flatMap(model -> drawn(request, finished, model).stream())
                    .findFirst()
                    .ifPresent(this::submit);
        }
    }

    /** What a newcomer served is labelled always; labels that depend on who answered prove nothing of all requests. */
    private void labelServed(RoutedRequest request, RoutedAnswer.Finished finished) {
        witnesses.labels().label(request, request.id(), finished.ending(), false);
        if (!witnesses.labels().score(request) && witnesses.judges().reads(request)) {
            JudgedAnswer.of(finished.row(), finished.ending())
                    .ifPresent(answer -> witnesses.judges().alone(request, answer, false));
        }
    }

    private boolean may(RoutedRequest request, OutcomeRow row) {
        return limits.newcomers().maxUsdPerDay().signum() > 0
                && request.chat().choices() == 1
                && row.ending() != EndingKind.CANCELLED
                && !row.introduced()
                && !drawnElsewhere(request)
                && teaches(request, row);
    }

    private boolean drawnElsewhere(RoutedRequest request) {
        return (limits.audits().maxUsdPerDay().signum() > 0
                        && Auditor.drawn(request.id(), limits.audits().rate()))
                || witnesses.judges().drawn(request);
    }

    /** Where nothing here scores any answer, whether it says the same as what was served is all there is to know. */
    private boolean teaches(RoutedRequest request, OutcomeRow row) {
        return purpose.of(request, row.origin())
                || witnesses.judges().may(request, row)
                || !(witnesses.labels().scoreAny() || witnesses.judges().enabled());
    }

    private Optional<Anchor> drawn(RoutedRequest request, RoutedAnswer.Finished finished, CatalogueModel newcomer) {
        OptionalDouble chance = witnesses.watch().draw(newcomer.id(), finished.row());
        return chance.isPresent()
                ? Optional.of(new Anchor(request, finished, newcomer, chance.getAsDouble()))
                : Optional.empty();
    }

    private void submit(Anchor anchor) {
        boolean taken =
                queue.submit(AuditFootprint.of(anchor.request.chat(), anchor.finished.ending()), load -> anchor.run());
        if (!taken) {
            anchor.abandon();
        }
    }

    /** Waits for calls on their way, then cancels what is left; nothing new starts. */
    void close() {
        queue.close(limits.audits().drain(), shutdown::cancel);
    }

    /** One newcomer to ask beside one answer. */
    private final class Anchor {
        private final RoutedRequest request;
        private final RoutedAnswer.Finished finished;
        private final CatalogueModel newcomer;
        private final double chance;
        private final CallForecast forecast;

        Anchor(RoutedRequest request, RoutedAnswer.Finished finished, CatalogueModel newcomer, double chance) {
            this.request = request;
            this.finished = finished;
            this.newcomer = newcomer;
            this.chance = chance;
            this.forecast = AuditForecast.of(newcomer, request.chat());
        }

        void abandon() {
            witnesses.watch().abandon(newcomer.id(), finished.row());
        }

        void run() {
            Optional<Ledger.Reservation> money = labelled()
                    ? budget.reserve(List.of(AuditForecast.worst(forecast))).map(List::getFirst)
                    : Optional.empty();
            if (money.isEmpty()) {
                witnesses.meters().count(Result.NO_MONEY);
                abandon();
                return;
            }
            paid(money.get());
        }

        /** Whether its label could be paid, where only judges would give one. */
        private boolean labelled() {
            return purpose.of(request, finished.row().origin())
                    || !witnesses.judges().enabled()
                    || witnesses.judges().canPay(request, finished);
        }

        private void paid(Ledger.Reservation money) {
            Ledger ledger = new Ledger(money.amount());
            try {
                // Drawn so that each cluster has some: no fair sample of all requests.
                witnesses.labels().label(request, request.id(), finished.ending(), false);
                RequestId id = AuditIds.ofAnchor(request.id());
                long started = clocks.monotonic().nanos();
                Ending ending = executor.run(order(id, ledger), AnswerStream.NONE);
                Duration took = Duration.ofNanos(Math.max(0, clocks.monotonic().nanos() - started));
                AuditRow rows = new AuditRow(finished.row(), chance, catalogue.version(), Receipt.ANCHOR);
                told(rows.of(id, newcomer, clocks.time().instant(), ending, took), ending);
            } finally {
                money.settle(ledger.spent());
                witnesses.meters().paid(ledger.spent().toDouble());
            }
        }

        private void told(OutcomeRow row, Ending ending) {
            log.append(row);
            witnesses.watch().logged(row);
            witnesses.meters().count(row.ending() == EndingKind.FAILED ? Result.FAILED : Result.ANSWERED);
            witnesses.labels().label(request, row.id(), ending, false);
            if (!witnesses.labels().score(request)) {
                JudgedAudit judging = JudgedAudit.unevenly(witnesses.judges(), request, finished);
                judging.hear(row, ending);
                judging.ended();
            }
        }

        private RunOrder order(RequestId id, Ledger ledger) {
            return new RunOrder(
                    id,
                    request.chat(),
                    new Single(newcomer.id()),
                    ledger,
                    Deadline.in(limits.audits().maxLatency(), clocks.monotonic()),
                    List.of(),
                    _ -> forecast,
                    shutdown,
                    request.options().task());
        }
    }
}
