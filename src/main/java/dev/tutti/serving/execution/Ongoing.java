package dev.tutti.serving.execution;

import dev.tutti.memory.outcome.CallRecord;
import dev.tutti.memory.outcome.CallStatus;
import dev.tutti.sense.evidence.Onward;
import dev.tutti.sense.evidence.Warrant;
import dev.tutti.serving.provider.CallEnding;
import dev.tutti.serving.provider.Complaint;
import dev.tutti.serving.provider.InFlight;
import dev.tutti.words.catalogue.Price;
import dev.tutti.words.chat.Answer;
import dev.tutti.words.chat.Usage;
import dev.tutti.words.chat.Usd;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One sub-call from its start to its settlement. Settled exactly once: by the upstream's ending or, when nobody waits any
 * longer, by {@link #cancel}, at once and at the whole reservation unless the upstream says by then what was used.
 */
final class Ongoing {
    private final CallOrder order;
    private final Price price;
    private final Holding holding;
    private final InFlight inFlight;
    private final Supplier<Duration> elapsed;
    private final BiConsumer<Usd, Usage> overspent;
    private final CompletableFuture<Settled> settled = new CompletableFuture<>();

    private volatile CallStatus whenIgnored = CallStatus.CANCELLED;
    /** Once it was asked for: reading an answer against a schema is work. */
    private @Nullable Proposal proposal;
    /** Of a cascade's call, once its rule has been asked. */
    private @Nullable Onward onward;

    /** How a call ended and what it cost. */
    record Settled(CallEnding ending, CallStatus status, Usd cost) {}

    Ongoing(
            CallOrder order,
            Price price,
            Holding holding,
            InFlight inFlight,
            Supplier<Duration> elapsed,
            BiConsumer<Usd, Usage> overspent) {
        this.order = order;
        this.price = price;
        this.holding = holding;
        this.inFlight = inFlight;
        this.elapsed = elapsed;
        this.overspent = overspent;
        var _ = inFlight.ending().thenAccept(this::settle);
    }

    CallOrder order() {
        return order;
    }

    /** Completes when the call is settled, never exceptionally. */
    CompletableFuture<Settled> settled() {
        return settled;
    }

    boolean ended() {
        return settled.isDone();
    }

    Optional<Answer> answer() {
        return ended() && settled.join().ending() instanceof CallEnding.Succeeded succeeded
                ? Optional.of(succeeded.answer())
                : Optional.empty();
    }

    /** Since it was started. */
    Duration elapsed() {
        return elapsed.get();
    }

    /** How long it took, where it brought an answer. */
    Optional<Duration> answeredAfter() {
        return answer().map(_ -> settled.join().ending().latency());
    }

    /** The answer, looked at as the order demands; for the run's thread. */
    Optional<Proposal> proposal() {
        if (proposal == null) {
            proposal = answer().map(answer -> new Proposal(
                            order.model(), answer, Screening.sketch(answer, order.form()), order.warrant(answer)))
                    .orElse(null);
        }
        return Optional.ofNullable(proposal);
    }

    /** Whether the upstream said that the request itself is at fault. */
    boolean wasInvalid() {
        return ended()
                && settled.join().ending() instanceof CallEnding.Failed failed
                && failed.kind() == CallEnding.Kind.INVALID;
    }

    /** What the upstream said is wrong with the request. */
    Optional<Complaint> complaint() {
        return ended() && settled.join().ending() instanceof CallEnding.Failed failed
                ? failed.complaint()
                : Optional.empty();
    }

    /** Gives up; {@code why} is what the record says when the upstream had not ended before. */
    void cancel(CallStatus why) {
        if (ended()) {
            return;
        }
        // Before the cancellation, which may settle the call on this very thread.
        whenIgnored = why;
        inFlight.cancel();
        settle(inFlight.ending().getNow(new CallEnding.Ignored(Optional.empty(), elapsed.get(), 1)));
    }

    private synchronized void settle(CallEnding ending) {
        if (ended()) {
            return;
        }
        Usd held = holding.amount();
        Usd last = Charges.cost(ending, price, held);
        Usd cost = holding.settle(last);
        if (last.compareTo(held) > 0) {
            overspent.accept(last.minus(held), Charges.used(ending).orElse(Usage.NONE));
        }
        CallStatus status = ending instanceof CallEnding.Ignored ? whenIgnored : Charges.status(ending);
        settled.complete(new Settled(ending, status, cost));
    }

    /** Whether {@link #proposal} costs nothing any more. */
    boolean looked() {
        return proposal != null;
    }

    /** Notes what the cascade's rule made of all that was heard up to this call; for the run's thread. */
    void note(Onward said) {
        onward = said;
    }

    /**
     * The call for the log; only of a call that has ended. {@code look}: at its answer too where nobody has. A proposal
     * that the caller may not be given is flawed there, so that whoever replays the row does not count it either.
     */
    CallRecord record(boolean look, ToolRule tools) {
        Settled end = settled.join();
        Optional<CallEnding.Succeeded> success =
                end.ending() instanceof CallEnding.Succeeded succeeded ? Optional.of(succeeded) : Optional.empty();
        Optional<Proposal> said = look ? proposal() : Optional.ofNullable(proposal);
        return new CallRecord(
                order.role(),
                order.layer(),
                order.model(),
                success.map(s -> s.answer().servedModel()),
                Charges.used(end.ending()).orElse(Usage.NONE),
                end.cost(),
                success.map(CallEnding.Succeeded::firstByte),
                end.ending().latency(),
                end.ending().attempts(),
                end.status(),
                said.map(one -> isProposal() ? tools.heard(one) : one.sketch()),
                said.map(Proposal::warrant).filter(warrant -> !warrant.equals(Warrant.NONE)),
                Optional.ofNullable(onward));
    }

    /** Whoever is asked about proposals is told in its own words what to write. */
    private boolean isProposal() {
        return switch (order.role()) {
            case PROPOSER, HEDGE, FALLBACK -> true;
            case AGGREGATOR, REPAIR -> false;
        };
    }
}
