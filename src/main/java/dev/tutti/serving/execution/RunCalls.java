package dev.tutti.serving.execution;

import dev.tutti.memory.outcome.CallStatus;
import dev.tutti.words.chat.ModelId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The calls of one run, and whether its caller waits for them still. Safe for many threads. */
final class RunCalls {
    private final List<Ongoing> started = new ArrayList<>();
    private final CompletableFuture<Void> abandoned = new CompletableFuture<>();

    /** A call that starts while the caller leaves is in the list before the look, so one of the two cancels it. */
    void add(Ongoing ongoing) {
        synchronized (started) {
            started.add(ongoing);
        }
        if (abandoned.isDone()) {
            ongoing.cancel(CallStatus.CANCELLED);
        }
    }

    /** The caller has left: everything on its way is cancelled and settled before this returns. */
    void abandon() {
        abandoned.complete(null);
        cancelRest(CallStatus.CANCELLED);
    }

    boolean areAbandoned() {
        return abandoned.isDone();
    }

    /** Done when the caller has left. */
    CompletableFuture<Void> abandoned() {
        return abandoned;
    }

    void cancelRest(CallStatus why) {
        all().forEach(call -> call.cancel(why));
    }

    /** In the order of their starts. */
    List<Ongoing> all() {
        synchronized (started) {
            return List.copyOf(started);
        }
    }

    /** Whether the model's latest call that ended brought no answer. */
    boolean hasFailed(ModelId model) {
        return all().stream()
                .filter(call -> call.order().model().equals(model) && call.ended())
                .reduce((_, later) -> later)
                .filter(last -> last.answer().isEmpty())
                .isPresent();
    }

    /** Every model that was asked has said that the request itself is at fault: another would say so too. */
    boolean foundInvalid() {
        List<Ongoing> asked = all();
        return !asked.isEmpty() && asked.stream().allMatch(Ongoing::wasInvalid);
    }
}
