package dev.tutti.serving.execution;

import dev.tutti.sense.budget.Deadline;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.Aggregation;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** The time of one run: how much is left, what of it is kept back, which call still fits and which has taken too much. */
final class RunTime {
    private final Deadline deadline;
    private final Purse purse;
    private final Hedges hedges;
    private final ExecutionSettings settings;

    RunTime(Deadline deadline, Purse purse, Hedges hedges, ExecutionSettings settings) {
        this.deadline = deadline;
        this.purse = purse;
        this.hedges = hedges;
        this.settings = settings;
    }

    /** What is left of all of it. */
    Duration left() {
        return deadline.left();
    }

    /** The moment that leaves this much for what comes after, though never less than the configured share for now. */
    Deadline keepingBack(Duration later) {
        long most = (long) (left().toNanos() * settings.mostKeptBack());
        return deadline.keepingBack(Duration.ofNanos(Math.min(later.toNanos(), most)));
    }

    /** The moment that leaves an aggregator its time. */
    Deadline beforeAggregation(Aggregation aggregation) {
        return keepingBack(aggregation
                .caller()
                .map(model -> purse.forecast(model).latencyP95())
                .orElse(Duration.ZERO));
    }

    /** Whether a call of the model is expected to end before the deadline. */
    boolean suffices(ModelId model) {
        return purse.forecast(model).latency().compareTo(left()) <= 0;
    }

    /**
     * The moment from which on a call of the model that has taken so long is stuck: nearly all calls of its model, and
     * every answer among these calls of the run, took far less. A request on which everybody writes long makes nobody
     * stuck, so a run without an answer knows of none.
     */
    Deadline stuckAt(ModelId model, Duration elapsed, List<Ongoing> calls) {
        return calls.stream()
                .flatMap(call -> call.answeredAfter().stream())
                .max(Comparator.naturalOrder())
                .map(longest -> deadline.within(patience(model, longest).minus(elapsed)))
                .orElse(deadline);
    }

    private Duration patience(ModelId model, Duration longest) {
        long known = Math.max(
                purse.forecast(model).latencyP95().toNanos(),
                hedges.takesAtLeast(model).toNanos());
        long usual = Math.max(longest.toNanos(), known);
        long least = settings.stuckAtLeast().toNanos();
        return Duration.ofNanos(Math.max(least, (long) (usual * settings.stuckAfter())));
    }
}
