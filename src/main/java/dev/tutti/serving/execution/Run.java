package dev.tutti.serving.execution;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tutti.memory.outcome.CallRecord;
import dev.tutti.sense.budget.Deadline;
import dev.tutti.serving.provider.ChunkSink;
import dev.tutti.serving.provider.InFlight;
import dev.tutti.serving.provider.ModelCall;
import dev.tutti.serving.provider.Question;
import dev.tutti.words.catalogue.CatalogueModel;
import dev.tutti.words.chat.Answer;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.RequestId;
import dev.tutti.words.chat.Usage;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.StreamDraft;
import dev.tutti.words.plan.WorstCase;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One run: its calls, its money, its time and what was cut from its plan. One thread runs it; only {@link RunCalls#abandon} comes
 * from others.
 */
final class Run {
    private final RunOrder order;
    private final HeardStream stream;
    private final Desk desk;
    private final Purse purse;
    private final RunTime time;
    private final boolean streamed;
    private final StreamDraft wish;
    private final EarlyDraft draft;
    /** Where the spans of its calls hang: what was current where it began. */
    private final Context trace = Context.current();

    private final RunCalls calls = new RunCalls();
    private final List<String> cuts = new ArrayList<>();
    private boolean broken;
    /** Once it was asked for: a single call has no use for the length of its task's aggregation prompt. */
    private @Nullable WorstCase worst;

    Run(RunOrder order, AnswerStream stream, Desk desk) {
        this.order = order;
        this.stream = new HeardStream(stream);
        this.desk = desk;
        this.purse = new Purse(order, desk.catalogue(), desk.settings().promptSafetyFactor());
        this.time = new RunTime(order.deadline(), purse, desk.hedges(), desk.settings());
        this.streamed = stream.wanted();
        this.wish = streamed ? stream.draft() : StreamDraft.OFF;
        this.draft = new EarlyDraft(this, wish);
    }

    RunOrder order() {
        return order;
    }

    RequestId id() {
        return order.id();
    }

    RequestSeed seed() {
        return RequestSeed.of(id(), desk.codes());
    }

    Purse purse() {
        return purse;
    }

    RunTime time() {
        return time;
    }

    /** The moment from which on a call of the model that has taken so long is stuck. */
    Deadline stuckAt(ModelId model, Duration elapsed) {
        return time.stuckAt(model, elapsed, calls.all());
    }

    /** By what the worst cases of its aggregations are reckoned. */
    WorstCase worstCase() {
        if (worst == null) {
            worst = desk.worstCase(order.briefing().task());
        }
        return worst;
    }

    ExecutionSettings settings() {
        return desk.settings();
    }

    Hedges hedges() {
        return desk.hedges();
    }

    HeardStream stream() {
        return stream;
    }

    boolean streamed() {
        return streamed;
    }

    EarlyDraft draft() {
        return draft;
    }

    /** Whether the answer is to begin before all proposals are in. */
    boolean incremental() {
        return wish == StreamDraft.INCREMENTAL;
    }

    CatalogueModel model(ModelId model) {
        return desk.catalogue().get(model);
    }

    /** The deployment's prompt for the request's task. */
    PromptTemplate prompt(PromptMode mode) {
        return desk.prompts().of(mode, order.briefing().task());
    }

    /** What the verifier of the request's task says of a text, where there is one. */
    Optional<Predicate<String>> check() {
        return desk.checks().check(order.briefing().task());
    }

    boolean quarantined(ModelId model) {
        return desk.quarantine().holds(model);
    }

    /** Notes what the plan loses, in words for the caller. */
    void cut(String what) {
        if (!cuts.contains(what)) {
            cuts.add(what);
        }
    }

    List<String> cuts() {
        return cuts;
    }

    RunCalls calls() {
        return calls;
    }

    /** Nothing more may be started: the caller has left or time is up. */
    boolean over() {
        return isAbandoned() || order.deadline().passed();
    }

    boolean isAbandoned() {
        return calls.areAbandoned();
    }

    /** Starts a call after which nothing else must be paid. */
    Optional<Ongoing> start(CallOrder call, Allowance allowance, ChunkSink sink) {
        return start(call, allowance, sink, Usd.ZERO);
    }

    /**
     * Reserves the worst case and starts the call; empty when the run is over or the money is not there. {@code kept}:
     * what comes after it needs that much, which no repetition of it may take.
     */
    Optional<Ongoing> start(CallOrder call, Allowance allowance, ChunkSink sink, Usd kept) {
        if (over()) {
            return Optional.empty();
        }
        return Holding.of(order.ledger(), allowance.worstCase(), kept).map(held -> start(call, allowance, held, sink));
    }

    private Ongoing start(CallOrder call, Allowance allowance, Holding held, ChunkSink sink) {
        CatalogueModel model = model(call.model());
        boolean streamedCall = sink instanceof Passage;
        long begun = desk.clock().nanos();
        ObjectNode callers = order.request().body();
        ObjectNode body = desk.sampling().taken(call.body(), callers, model);
        boolean cached =
                call.repeatsPrompt() && order.forecasts().apply(call.model()).writesCache();
        Question asked = new Question.Conversation(body, allowance.limit(), streamedCall, cached);
        ModelCall asking = new ModelCall(id(), model, asked, order.deadline(), held);
        CallSpan span = desk.spans().begin(trace, call, asking);
        InFlight sent = desk.client().ask(span.known(asking), sink);
        InFlight inFlight = new Blamed(sent, ending -> desk.sampling().blamed(ending, body, callers, call.model()));
        Ongoing ongoing = new Ongoing(
                call,
                cached ? model.price() : model.price().notWriting(),
                held,
                inFlight,
                () -> Duration.ofNanos(desk.clock().nanos() - begun),
                (beyond, used) -> desk.overspend().happened(call.model(), beyond, wroteMore(used, allowance)));
        var _ = ongoing.settled().thenAccept(span::end);
        calls.add(ongoing);
        return ongoing;
    }

    /** By the provider's own word: what we count ourselves is no proof. */
    private static boolean wroteMore(Usage used, Allowance allowance) {
        return !used.estimated() && used.completion().compareTo(allowance.limit()) > 0;
    }

    /** Blocks until one of the calls ends, the moment has passed, or the caller has left. */
    void awaitAny(Collection<Ongoing> any, Deadline until) {
        CompletableFuture<?>[] ends = new CompletableFuture<?>[any.size() + 1];
        int i = 0;
        for (Ongoing call : any) {
            ends[i++] = call.settled();
        }
        ends[i] = calls.abandoned();
        await(CompletableFuture.anyOf(ends), until);
    }

    private void await(CompletableFuture<?> what, Deadline until) {
        try {
            desk.patience().await(what, until);
        } catch (InterruptedException _) {
            // Whoever interrupts a request's thread wants it gone: the program stops.
            Thread.currentThread().interrupt();
            order.cancel().cancel();
        }
    }

    /** An answer that is there already, to the stream too when one is wanted. */
    Said deliver(Answer answer) {
        if (!streamed) {
            return new Said.Whole(answer, List.of());
        }
        if (isAbandoned()) {
            return Said.NOTHING;
        }
        stream.given(Chunks.of(answer));
        return new Said.Whole(answer, List.of(Chunks.closing(answer)));
    }

    /** Our own code threw. */
    void broke() {
        broken = true;
    }

    boolean isBroken() {
        return broken;
    }

    /** Every call in the order of their starts; all must have ended. What nobody had looked at in time has no sketch. */
    List<CallRecord> records() {
        // Reading an answer against a schema is work: none is begun once nobody waits for it.
        ToolRule tools = ToolRule.of(order.request());
        return calls.all().stream().map(call -> call.record(!over(), tools)).toList();
    }

    /** No model of the plan and none that would stand in for it has room for the conversation and an answer. */
    boolean fitsNoWindow() {
        return models().stream().noneMatch(purse::holds);
    }

    /** The plan's models, then those that stand in for them. */
    SequencedSet<ModelId> models() {
        SequencedSet<ModelId> models = new LinkedHashSet<>(order.plan().models());
        models.addAll(order.fallbacks());
        return models;
    }
}
