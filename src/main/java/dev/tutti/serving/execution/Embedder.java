package dev.tutti.serving.execution;

import dev.tutti.memory.outcome.CallStatus;
import dev.tutti.serving.provider.CallEnding;
import dev.tutti.serving.provider.ChunkSink;
import dev.tutti.serving.provider.Complaint;
import dev.tutti.serving.provider.InFlight;
import dev.tutti.serving.provider.ModelCall;
import dev.tutti.serving.provider.Question;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.chat.Tokens;
import dev.tutti.words.chat.Usage;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.WorstCase;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Asks a model for embeddings inside budget and deadline, once and no other in its place: vectors of different models have
 * nothing in common. Blocks the calling (virtual) thread; when it returns, nothing is on its way and the ledger holds no
 * reservation.
 */
public final class Embedder {
    private static final byte[] NOTHING = {};

    private final Desk desk;

    Embedder(Desk desk) {
        this.desk = desk;
    }

    /** What a call is reserved at: an estimate may be too low, and what is embedded writes nothing. */
    public Usd worstCase(CatalogueModel model, Tokens estimate) {
        Tokens paid = WorstCase.paid(estimate, desk.settings().promptSafetyFactor());
        return model.price().cost(paid, Tokens.NONE);
    }

    public EmbeddingRun run(EmbeddingOrder order) {
        desk.ledgers().opened(order.ledger());
        try {
            return Holding.of(order.ledger(), worstCase(order.model(), order.estimate()), Usd.ZERO)
                    .map(held -> ask(order, held))
                    .orElseGet(() -> unpaid(order));
        } finally {
            desk.ledgers().closed(order.ledger());
        }
    }

    private EmbeddingRun ask(EmbeddingOrder order, Holding held) {
        AtomicReference<byte[]> body = new AtomicReference<>(NOTHING);
        long begun = desk.clock().nanos();
        Question question = new Question.Embedding(order.body(), order.estimate(), body::set);
        ModelCall asking = new ModelCall(order.id(), order.model(), question, order.deadline(), held);
        CallSpan span = desk.spans().begin(Context.current(), asking);
        InFlight call = desk.client().ask(span.known(asking), ChunkSink.NONE);
        await(order, call);
        call.cancel();
        Duration elapsed = Duration.ofNanos(desk.clock().nanos() - begun);
        CallEnding ended = call.ending().getNow(new CallEnding.Ignored(Optional.empty(), elapsed, 1));
        EmbeddingRun run = run(order, ended, settle(order, ended, held), body.get());
        span.embedded(new Ongoing.Settled(ended, run.status(), run.cost()));
        return run;
    }

    /** Whoever leaves, leaves the provider at once, too. */
    private void await(EmbeddingOrder order, InFlight call) {
        try (var _ = order.cancel().onCancel(call::cancel)) {
            desk.patience().await(call.ending(), order.deadline());
        } catch (InterruptedException _) {
            // Whoever interrupts a request's thread wants it gone: the program stops.
            Thread.currentThread().interrupt();
            order.cancel().cancel();
        }
    }

    private Usd settle(EmbeddingOrder order, CallEnding ended, Holding held) {
        Usd most = held.amount();
        Usd last = Charges.cost(ended, order.model().price(), most);
        Usd cost = held.settle(last);
        if (last.compareTo(most) > 0) {
            desk.overspend().happened(order.model().id(), last.minus(most), false);
        }
        return cost;
    }

    private static EmbeddingRun run(EmbeddingOrder order, CallEnding ended, Usd cost, byte[] body) {
        EmbeddingEnding ending = ending(order, ended, body);
        return new EmbeddingRun(
                ending,
                ended instanceof CallEnding.Ignored && !(ending instanceof EmbeddingEnding.Cancelled)
                        ? CallStatus.TIMEOUT
                        : Charges.status(ended),
                Charges.used(ended).orElse(Usage.NONE),
                cost,
                ended instanceof CallEnding.Succeeded it
                        ? Optional.of(it.answer().servedModel())
                        : Optional.empty(),
                ended instanceof CallEnding.Succeeded it ? Optional.of(it.firstByte()) : Optional.empty(),
                ended.latency(),
                ended.attempts());
    }

    private static EmbeddingEnding ending(EmbeddingOrder order, CallEnding ended, byte[] body) {
        return switch (ended) {
            case CallEnding.Succeeded _ -> new EmbeddingEnding.Answered(body);
            case CallEnding.Failed failed -> failed(order, failed);
            case CallEnding.Ignored _ -> order.cancel().cancelled() ? new EmbeddingEnding.Cancelled() : late(order);
        };
    }

    private static EmbeddingEnding failed(EmbeddingOrder order, CallEnding.Failed failed) {
        if (failed.kind() == CallEnding.Kind.INVALID) {
            String said = failed.complaint().map(Complaint::message).orElse(failed.message());
            return new EmbeddingEnding.Failed(
                    FailureKind.INVALID,
                    order.model().id() + ": " + said,
                    failed.complaint().flatMap(Complaint::param));
        }
        if (order.deadline().passed()) {
            return late(order);
        }
        String status = Charges.status(failed).wireName().replace('_', ' ');
        return new EmbeddingEnding.Failed(
                FailureKind.UPSTREAM,
                order.model().id() + ": " + status + " (" + failed.message() + ")",
                Optional.empty());
    }

    private static EmbeddingEnding late(EmbeddingOrder order) {
        return new EmbeddingEnding.Failed(
                FailureKind.DEADLINE, order.model().id() + ": time was up before it answered", Optional.empty());
    }

    private static EmbeddingRun unpaid(EmbeddingOrder order) {
        return new EmbeddingRun(
                new EmbeddingEnding.Failed(
                        FailureKind.BUDGET,
                        "no call fits the budget of " + order.ledger().cap(),
                        Optional.empty()),
                CallStatus.REFUSED_BY_LIMIT,
                Usage.NONE,
                Usd.ZERO,
                Optional.empty(),
                Optional.empty(),
                Duration.ZERO,
                0);
    }
}
