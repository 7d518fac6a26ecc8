package dev.tutti.learning.audit;

import dev.tutti.memory.outcome.EndingKind;
import dev.tutti.memory.outcome.OutcomeLog;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.sense.budget.Deadline;
import dev.tutti.sense.budget.Ledger;
import dev.tutti.sense.budget.MonotonicClock;
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
import dev.tutti.words.chat.RequestId;
import dev.tutti.words.chat.StableHash;
import dev.tutti.words.plan.CallForecast;
import dev.tutti.words.plan.Single;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Runs, on a randomly drawn share of requests, every model of the audited set in the background, so that the log knows
 * what was not chosen. The draw is a hash of the request id: fixed before any outcome. Never delays a request and never
 * fails one; each call becomes a row of its own, failures too.
 */
final class Auditor implements Afterwards {
    private static final Logger LOG = Logger.getLogger(Auditor.class);
    private static final String PURPOSE = "audit";

    private final PlanExecutor executor;
    private final OutcomeLog log;
    private final Catalogue catalogue;
    private final AuditSettings settings;
    private final AuditedModels models;
    private final AuditBudget budget;
    private final AuditPurpose purpose;
    private final Witnesses witnesses;
    private final AuditQueue queue;
    private final InstantSource time;
    private final MonotonicClock clock;
    private final CancelSignal shutdown = new CancelSignal();

    Auditor(
            PlanExecutor executor,
            OutcomeLog log,
            Catalogue catalogue,
            AuditSettings settings,
            Witnesses witnesses,
            Clocks clocks,
            Room room) {
        this.executor = executor;
        this.log = log;
        this.catalogue = catalogue;
        this.settings = settings;
        this.models = new AuditedModels(catalogue, settings.maxModels());
        this.time = clocks.time();
        this.clock = clocks.monotonic();
        this.budget = room.budget();
        this.purpose = new AuditPurpose(witnesses.labels(), settings);
        this.witnesses = witnesses;
        this.queue = room.queue();
    }

    /** Wall clock and monotonic clock. */
    record Clocks(InstantSource time, MonotonicClock monotonic) {}

    /** The money of audits and the place where they wait. */
    record Room(AuditBudget budget, AuditQueue queue) {}

    /** Who hears of what audits brought: of each row that is on disk, and of its answer before it is dropped. */
    record Witnesses(Consumer<OutcomeRow> rows, AuditLabels labels, Judges judges) {}

    /** The probability with which this request is drawn, decided by its id alone. */
    static boolean drawn(RequestId id, double rate) {
        return StableHash.draw(PURPOSE, id) < rate;
    }

    @Override
    public void finished(RoutedRequest request, RoutedAnswer.Finished finished) {
        if (request.chat().choices() != 1 || finished.row().ending() == EndingKind.CANCELLED) {
            return;
        }
        boolean audited = drawn(request.id(), settings.rate())
                && settings.maxUsdPerDay().signum() > 0
                && (purpose.of(request, finished.row().origin())
                        || witnesses.judges().may(request, finished.row()));
        if (audited) {
            // Even the budget is asked in the background: after a restart it reads the log.
            submit(request, finished, load -> audit(request, finished, load));
        }
        // Judges that see the answer in its audit need not see it twice.
        if (witnesses.judges().drawn(request) && !(audited && judged(request))) {
            submit(request, finished, _ -> witnesses.judges().grade(request, finished));
        }
    }

    private void submit(RoutedRequest request, RoutedAnswer.Finished finished, Consumer<AuditQueue.Load> work) {
        queue.submit(AuditFootprint.of(request.chat(), finished.ending()), work);
    }

    /** Whether judges see the answers of its audit: code knows better. */
    private boolean judged(RoutedRequest request) {
        return !witnesses.labels().score(request);
    }

    private void audit(RoutedRequest request, RoutedAnswer.Finished finished, AuditQueue.Load load) {
        witnesses.labels().label(request, request.id(), finished.ending());
        if (!purpose.of(request, finished.row().origin()) && !witnesses.judges().canPay(request, finished)) {
            LOG.infof("no audit of %s: the judges' money of the day would not cover its labels", request.id());
            return;
        }
        List<CatalogueModel> audited = models.of(request, finished.row());
        List<CallForecast> forecasts = audited.stream()
                .map(model -> AuditForecast.of(model, request.chat()))
                .toList();
        Optional<List<Ledger.Reservation>> money =
                budget.reserve(forecasts.stream().map(AuditForecast::worst).toList());
        if (money.isEmpty()) {
            LOG.infof("no audit of %s: the day's %s USD would not cover it", request.id(), settings.maxUsdPerDay());
            return;
        }
        AuditRow rows = new AuditRow(finished.row(), settings.rate(), catalogue.version());
        JudgedAudit judging = new JudgedAudit(witnesses.judges(), request, finished, audited.size());
        for (int i = 0; i < audited.size(); i++) {
            Call call = new Call(
                    request, rows, audited.get(i), forecasts.get(i), money.get().get(i), i);
            if (!load.submit(() -> judged(request, judging, call))) {
                call.money().release();
                judging.ended();
            }
        }
    }

    private void judged(RoutedRequest request, JudgedAudit judging, Call call) {
        try {
            Answered answered = call.run();
            if (judged(request)) {
                judging.hear(answered.row(), answered.ending());
            }
        } finally {
            judging.ended();
        }
    }

    /** Waits for calls on their way, then cancels what is left; nothing new starts. */
    void close() {
        queue.close(settings.drain(), () -> {
            shutdown.cancel();
            witnesses.judges().cancel();
        });
    }

    /** What a call brought; its row is on disk. */
    private record Answered(OutcomeRow row, Ending ending) {}

    /** One model to ask. */
    private final class Call {
        private final RoutedRequest request;
        private final AuditRow rows;
        private final CatalogueModel model;
        private final CallForecast forecast;
        private final Ledger.Reservation money;
        private final int number;

        Call(
                RoutedRequest request,
                AuditRow rows,
                CatalogueModel model,
                CallForecast forecast,
                Ledger.Reservation money,
                int number) {
            this.request = request;
            this.rows = rows;
            this.model = model;
            this.forecast = forecast;
            this.money = money;
            this.number = number;
        }

        Ledger.Reservation money() {
            return money;
        }

        /** The answer is in memory alone: who wants to know it looks now. */
        Answered run() {
            Ledger ledger = new Ledger(money.amount());
            try {
                RequestId id = AuditIds.of(request.id(), number);
                long started = clock.nanos();
                Ending ending = executor.run(order(id, ledger), AnswerStream.NONE);
                Duration took = Duration.ofNanos(Math.max(0, clock.nanos() - started));
                // Once for each audited request, by whichever call is done first: any may find no place, or break.
                OutcomeRow row = rows.telling(rows.of(id, model, time.instant(), ending, took));
                append(row);
                witnesses.labels().label(request, id, ending);
                return new Answered(row, ending);
            } finally {
                money.settle(ledger.spent());
            }
        }

        private void append(OutcomeRow row) {
            try {
                log.append(row);
            } catch (RuntimeException e) {
                rows.lost(row);
                throw e;
            }
            witnesses.rows().accept(row);
        }

        private RunOrder order(RequestId id, Ledger ledger) {
            return new RunOrder(
                    id,
                    request.chat(),
                    new Single(model.id()),
                    ledger,
                    Deadline.in(settings.maxLatency(), clock),
                    List.of(),
                    asked -> forecast,
                    shutdown,
                    request.options().task());
        }
    }
}
