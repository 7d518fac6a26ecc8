package dev.tutti.serving.routing;

import dev.tutti.memory.outcome.EmbeddingLog;
import dev.tutti.memory.outcome.EmbeddingRow;
import dev.tutti.memory.outcome.EndingKind;
import dev.tutti.memory.tenancy.Accounts;
import dev.tutti.sense.budget.Account;
import dev.tutti.sense.budget.Deadline;
import dev.tutti.sense.budget.Ledger;
import dev.tutti.sense.budget.MonotonicClock;
import dev.tutti.serving.decision.Verdict;
import dev.tutti.serving.execution.Embedder;
import dev.tutti.serving.execution.EmbeddingEnding;
import dev.tutti.serving.execution.EmbeddingOrder;
import dev.tutti.serving.execution.EmbeddingRun;
import dev.tutti.serving.routing.EmbeddingAnswer.Finished;
import dev.tutti.serving.routing.EmbeddingAnswer.Refused;
import dev.tutti.words.chat.KeyId;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.RoutingDefaults;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The path of a request for embeddings, on which nothing is decided: hold the money, run, settle, record. Blocks its
 * (virtual) thread until the row is on disk.
 */
public final class EmbeddingPipeline {
    private final Accounts accounts;
    private final Embedder embedder;
    private final EmbeddingLog log;
    private final Usual usual;
    private final String catalogueVersion;
    private final InstantSource time;
    private final MonotonicClock clock;

    /** What holds where neither a request nor its key says anything. */
    record Usual(Usd maxCost, Duration maxLatency) {}

    EmbeddingPipeline(
            Accounts accounts,
            Embedder embedder,
            EmbeddingLog log,
            Usual usual,
            String catalogueVersion,
            InstantSource time,
            MonotonicClock clock) {
        this.accounts = accounts;
        this.embedder = embedder;
        this.log = log;
        this.usual = usual;
        this.catalogueVersion = catalogueVersion;
        this.time = time;
        this.clock = clock;
    }

    /** When a request came in, by the calendar and on the monotonic clock. */
    private record Arrival(Instant came, long begun) {}

    /**
     * Embeds. A run is recorded whatever its ending; when the log does not take the row, its {@code OutcomeLogUnavailable}
     * comes through and nothing may be sent as finished.
     */
    public EmbeddingAnswer handle(EmbeddingRequest request) {
        Arrival arrival = new Arrival(time.instant(), clock.nanos());
        Usd most = maxCost(request);
        Usd needed = embedder.worstCase(request.model(), request.estimate());
        if (!request.caller().terms().models().permits(request.model().id())) {
            return new Refused(Verdict.Reason.KEY_MODELS, notOfItsKey(request));
        }
        if (needed.compareTo(most) > 0) {
            return new Refused(Verdict.Reason.COST, tooDear(needed, most));
        }
        Account account = accounts.of(request.caller());
        Optional<Account.Hold> money = account.hold(needed, most, arrival.came());
        return money.isPresent()
                ? finish(request, arrival, money.get())
                : new Refused(Verdict.Reason.KEY_BUDGET, shortage(request, account, arrival, needed));
    }

    private Finished finish(EmbeddingRequest request, Arrival arrival, Account.Hold money) {
        EmbeddingRun run = run(request, money);
        EmbeddingRow row = row(request, arrival, run);
        log.append(row);
        return new Finished(row, run.ending());
    }

    private EmbeddingRun run(EmbeddingRequest request, Account.Hold money) {
        Ledger ledger = new Ledger(money.amount());
        try {
            return embedder.run(new EmbeddingOrder(
                    request.id(),
                    request.model(),
                    request.body(),
                    request.estimate(),
                    ledger,
                    Deadline.in(maxLatency(request), clock),
                    request.cancel()));
        } finally {
            money.settle(ledger.spent());
        }
    }

    private EmbeddingRow row(EmbeddingRequest request, Arrival arrival, EmbeddingRun run) {
        Duration took = Duration.ofNanos(clock.nanos() - arrival.begun());
        return new EmbeddingRow(
                request.id(),
                arrival.came().plus(took),
                request.caller().key(),
                request.task().or(() -> defaults(request).task()),
                request.model().id(),
                run.servedModel(),
                request.inputs(),
                run.usage(),
                run.cost(),
                run.firstByte(),
                run.called(),
                took,
                run.attempts(),
                run.status(),
                kind(run.ending()),
                request.model().origin(),
                catalogueVersion);
    }

    private static EndingKind kind(EmbeddingEnding ending) {
        return switch (ending) {
            case EmbeddingEnding.Answered _ -> EndingKind.ANSWERED;
            case EmbeddingEnding.Failed _ -> EndingKind.FAILED;
            case EmbeddingEnding.Cancelled _ -> EndingKind.CANCELLED;
        };
    }

    private Usd maxCost(EmbeddingRequest request) {
        return request.maxCost().or(() -> defaults(request).maxCost()).orElse(usual.maxCost());
    }

    private Duration maxLatency(EmbeddingRequest request) {
        return request.maxLatency().or(() -> defaults(request).maxLatency()).orElse(usual.maxLatency());
    }

    private static RoutingDefaults defaults(EmbeddingRequest request) {
        return request.caller().terms().defaults();
    }

    private static String notOfItsKey(EmbeddingRequest request) {
        KeyId key = request.caller().key();
        return "model " + request.model().id() + " is none that the key " + key + " may use";
    }

    private static String tooDear(Usd needed, Usd most) {
        return "these texts must reserve " + needed + " and may cost " + most
                + " at most; allowed is a higher routing.max_cost_usd, or fewer texts in one request";
    }

    private static String shortage(EmbeddingRequest request, Account account, Arrival arrival, Usd needed) {
        return Shortage.words(
                request.caller().key(),
                account.scarcest(arrival.came()).orElseThrow(),
                ". These texts must reserve " + needed);
    }
}
