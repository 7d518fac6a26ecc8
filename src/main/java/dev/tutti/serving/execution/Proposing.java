package dev.tutti.serving.execution;

import dev.tutti.memory.outcome.CallStatus;
import dev.tutti.sense.budget.Deadline;
import dev.tutti.sense.evidence.Onward;
import dev.tutti.serving.provider.ChunkSink;
import dev.tutti.words.chat.Answer;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Tokens;
import dev.tutti.words.chat.Usd;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One proposal on its way: a call and, once that takes longer than nearly all recent calls of its model did, perhaps its
 * hedge, the same call once more. The first answer counts; the other call is cancelled and settled like any that nobody
 * waits for. For the run's thread.
 */
final class Proposing {
    private static final Tokens UNBOUNDED = new Tokens(Long.MAX_VALUE);

    private final Run run;
    private final Ongoing first;
    private final Usd kept;
    private Optional<Ongoing> hedge = Optional.empty();
    /** When the first call is late; empty once that was looked at. */
    private Optional<Deadline> lateAt;

    private boolean over;

    /** {@code kept}: the money that what comes after it needs, which no hedge may take. */
    Proposing(Run run, Ongoing first, Usd kept) {
        this.run = run;
        this.first = first;
        this.kept = kept;
        this.lateAt = run.hedges().lateAfter(model()).map(run.order().deadline()::within);
    }

    CallOrder order() {
        return first.order();
    }

    /** An answer is in, or none will come. */
    boolean ended() {
        return answer().isPresent() || running().findAny().isEmpty();
    }

    Optional<Answer> answer() {
        return first.answer().or(() -> hedge.flatMap(Ongoing::answer));
    }

    Optional<Proposal> proposal() {
        return first.proposal().or(() -> hedge.flatMap(Ongoing::proposal));
    }

    /** Whether {@link #proposal} costs nothing any more. */
    boolean looked() {
        return first.looked() || hedge.filter(Ongoing::looked).isPresent();
    }

    /** Notes on the call whose answer counts, else on the first, what the cascade's rule made of all that was heard. */
    void note(Onward said) {
        hedge.filter(second -> first.answer().isEmpty() && second.answer().isPresent())
                .orElse(first)
                .note(said);
    }

    /** From when on the first call is stuck; its hedge, younger, is given up with it. */
    Deadline stuckAt() {
        return run.stuckAt(model(), first.elapsed());
    }

    /** Waits for the answer. */
    void await(Deadline until) {
        while (!ended() && !until.passed() && !run.over()) {
            awaitAny(run, List.of(this), until);
        }
    }

    /** Blocks until something happens to one of them, or the moment has passed; what is late by then is hedged. */
    static void awaitAny(Run run, Collection<Proposing> any, Deadline until) {
        List<Ongoing> calls = any.stream().flatMap(Proposing::running).toList();
        // After the list was made: what ends from now on is in it, and waiting for none of them would wait for the
        // clock.
        boolean nothingToWaitFor = any.stream().anyMatch(Proposing::ended);
        Deadline next = any.stream()
                .flatMap(one -> one.lateAt.stream())
                .min(Comparator.comparing(Deadline::left))
                .filter(late -> late.left().compareTo(until.left()) < 0)
                .orElse(until);
        if (!nothingToWaitFor) {
            run.awaitAny(calls, next);
        }
        any.forEach(one -> one.look(until));
    }

    private void look(Deadline until) {
        if (ended()) {
            cancel(CallStatus.CANCELLED);
        } else if (lateAt.isPresent() && lateAt.get().passed()) {
            lateAt = Optional.empty();
            hedge = hedge(until);
        }
    }

    /** Only where its median fits the time, its worst case the money, and it the process's share of hedges. */
    private Optional<Ongoing> hedge(Deadline until) {
        CallOrder order = order();
        if (run.purse().forecast(model()).latency().compareTo(until.left()) > 0) {
            return Optional.empty();
        }
        Usd left = run.order().ledger().left().minus(kept).max(Usd.ZERO);
        Usd needs = run.purse().needs(model(), order.extra(), UNBOUNDED);
        return run.purse()
                .allow(model(), order.extra(), UNBOUNDED, needs.min(left))
                .filter(_ -> run.hedges().tryTake())
                .flatMap(allowance -> run.start(order.hedge(), allowance, ChunkSink.NONE, kept));
    }

    /** Gives up whatever of it still runs. */
    void cancel(CallStatus why) {
        running().toList().forEach(call -> call.cancel(why));
        if (!over) {
            over = true;
            hedge.ifPresent(second -> run.hedges().over(model(), result(second)));
        }
    }

    private Hedges.Result result(Ongoing second) {
        if (first.answer().isPresent()) {
            return Hedges.Result.LOST;
        }
        return second.answer().isPresent() ? Hedges.Result.WON : Hedges.Result.NEITHER;
    }

    private Stream<Ongoing> running() {
        return Stream.concat(Stream.of(first), hedge.stream()).filter(call -> !call.ended());
    }

    private ModelId model() {
        return first.order().model();
    }
}
