package dev.tutti.serving.execution;

import dev.tutti.memory.outcome.CallStatus;
import dev.tutti.sense.budget.Deadline;
import dev.tutti.serving.provider.ChunkSink;
import dev.tutti.words.chat.Tokens;
import dev.tutti.words.chat.Usd;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Proposals asked for in parallel. */
final class Layer {
    private static final Tokens UNBOUNDED = new Tokens(Long.MAX_VALUE);

    private final Run run;
    private final List<Proposing> calls;
    /** Those that somebody has gone on with while others were late. */
    private Set<Proposing> begun = Set.of();

    private Layer(Run run, List<Proposing> calls) {
        this.run = run;
        this.calls = calls;
    }

    static Layer none(Run run) {
        return new Layer(run, List.of());
    }

    /**
     * Starts as many of the calls as the money pays for when so much of it is kept for what comes after. Each gets what it
     * needs and an equal part of what is there beyond that, so that no cheap one takes what a dear one needs.
     */
    static Layer start(Run run, List<CallOrder> orders, Usd kept) {
        return start(run, orders, kept, kept);
    }

    /** {@code spared}: how much no hedge and no repetition may take. */
    static Layer start(Run run, List<CallOrder> orders, Usd kept, Usd spared) {
        List<Proposing> started = new ArrayList<>();
        List<Usd> needs = orders.stream()
                .map(order -> run.purse().needs(order.model(), order.extra(), UNBOUNDED))
                .toList();
        Usd all = needs.stream().reduce(Usd.ZERO, Usd::plus);
        for (int i = 0; i < orders.size(); i++) {
            CallOrder order = orders.get(i);
            Usd left = run.order().ledger().left().minus(kept).max(Usd.ZERO);
            Usd beyond = left.minus(all).max(Usd.ZERO);
            all = all.minus(needs.get(i));
            Usd money = needs.get(i)
                    .plus(new Usd(beyond.picos() / (orders.size() - i)))
                    .min(left);
            run.purse()
                    .allow(order.model(), order.extra(), UNBOUNDED, money)
                    .flatMap(allowance -> run.start(order, allowance, ChunkSink.NONE, spared))
                    .ifPresent(call -> started.add(new Proposing(run, call, spared)));
        }
        if (started.size() < orders.size()) {
            run.cut(started.size() + " of " + orders.size() + " calls of a layer fitted");
        }
        return new Layer(run, started);
    }

    boolean isEmpty() {
        return calls.isEmpty();
    }

    /**
     * The proposals, in the order asked. Waits for all of them until {@code share}, or with a quorum until the others are
     * stuck; from {@code share} on for a quorum, from {@code latest} on for any one; those that are late are cancelled.
     */
    List<Proposal> collect(Deadline share, Deadline latest) {
        await(share, latest, calls.size());
        return rest();
    }

    /** As {@link #collect}, but with the first quorum of sound proposals; those that are late go on until {@link #rest}. */
    List<Proposal> begin(Deadline share, Deadline latest) {
        await(share, latest, quorum());
        begun = calls.stream().filter(call -> call.answer().isPresent()).collect(Collectors.toSet());
        return heard(begun::contains);
    }

    /** Cancels what is still late; the proposals that were not begun with, in the order asked. */
    List<Proposal> rest() {
        // Of those that ended too: a hedge may still run beside its answer.
        calls.forEach(call -> call.cancel(run.order().deadline().passed() ? CallStatus.TIMEOUT : CallStatus.CANCELLED));
        List<Proposal> rest = heard(call -> !begun.contains(call));
        int came = begun.size() + rest.size();
        if (came < calls.size()) {
            run.cut(came + " of " + calls.size() + " proposals came");
        }
        rest.forEach(run.draft()::offer);
        return rest;
    }

    private int quorum() {
        return Math.max(1, (int) Math.ceil(calls.size() * run.settings().quorum()));
    }

    /** Until so many sound ones are in, too. */
    private void await(Deadline share, Deadline latest, int enough) {
        int quorum = quorum();
        if (!calls.isEmpty()) {
            run.stream().proposing(0, calls.size());
        }
        // Looked at once a round: calls end on other threads, and waiting for none of them would wait for the clock.
        for (List<Proposing> late = late(); !late.isEmpty() && !run.over(); late = late()) {
            if ((enough < calls.size() && Screening.sound(heard(_ -> true)).size() >= enough)
                    || (answered() >= quorum && (share.passed() || stuck(late).passed()))
                    || (latest.passed() && answered() >= 1)) {
                break;
            }
            Proposing.awaitAny(run, late, next(share, latest, answered() >= quorum ? stuck(late) : share));
            // Now and not at the end: reading answers against a schema is work, and the others are still on their way.
            List<Proposal> heard = heard(_ -> true);
            if (run.draft().wanted()) {
                heard.forEach(run.draft()::offer);
            }
            int ended = calls.size() - late().size();
            if (ended > calls.size() - late.size()) {
                run.stream().proposing(ended, calls.size());
            }
        }
    }

    /** From when on all of them are stuck. */
    private static Deadline stuck(List<Proposing> late) {
        return late.stream()
                .map(Proposing::stuckAt)
                .max(Comparator.comparing(Deadline::left))
                .orElseThrow();
    }

    private Deadline next(Deadline share, Deadline latest, Deadline stuck) {
        if (!share.passed()) {
            return stuck.left().compareTo(share.left()) < 0 ? stuck : share;
        }
        return latest.passed() ? run.order().deadline() : latest;
    }

    /** Once the run is over, without those that nobody has looked at yet, unless it would be none. */
    private List<Proposal> heard(Predicate<Proposing> which) {
        List<Proposal> heard = new ArrayList<>();
        for (Proposing call : calls) {
            if (which.test(call) && (call.looked() || heard.isEmpty() || !run.over())) {
                call.proposal().ifPresent(heard::add);
            }
        }
        return heard;
    }

    private List<Proposing> late() {
        return calls.stream().filter(call -> !call.ended()).toList();
    }

    private int answered() {
        return (int) calls.stream().filter(call -> call.answer().isPresent()).count();
    }
}
