package dev.tutti.serving.routing;

import dev.tutti.memory.outcome.Deletable;
import dev.tutti.memory.outcome.Deleted;
import dev.tutti.memory.outcome.Deletions;
import dev.tutti.memory.outcome.LabelledRow;
import dev.tutti.memory.outcome.OutcomeLog;
import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.serving.decision.PromptCaches;
import dev.tutti.words.chat.RequestId;
import java.util.Optional;

/**
 * Deletes what is kept of requests: what this process remembers of them first, then their rows. More may be forgotten than
 * was asked for, where memory does not know whose it is; never less. What is on its way may leave something after it.
 */
public final class Forgetting {
    private final OutcomeLog log;
    private final Deletions deletions;
    private final Recall recall;
    private final PromptCaches caches;

    Forgetting(OutcomeLog log, Deletions deletions, Recall recall, PromptCaches caches) {
        this.log = log;
        this.deletions = deletions;
        this.recall = recall;
        this.caches = caches;
    }

    public Deleted forget(Deletable what) {
        Runnable memory = memory(what);
        memory.run();
        Deleted deleted = deletions.delete(what);
        // Again: whoever ended meanwhile may have left an answer of a row that is gone by now.
        memory.run();
        return deleted;
    }

    /** What lets go of all that is remembered of them. */
    private Runnable memory(Deletable what) {
        return switch (what) {
            case Deletable.OfRequest one -> memory(one.id());
            case Deletable.OfKey all ->
                () -> {
                    recall.forget(all.key());
                    caches.forget(all.key());
                };
            case Deletable.OfSession one ->
                () -> {
                    recall.forget(one.key(), one.session());
                    caches.forget(one.key(), one.session());
                };
        };
    }

    /** Which answer was this request's is not kept: all of its key go. */
    private Runnable memory(RequestId id) {
        Optional<OutcomeRow> row = log.find(id).map(LabelledRow::row);
        return () -> row.ifPresent(of -> {
            recall.forget(of.key());
            of.session().ifPresent(session -> caches.forget(of.key(), session));
        });
    }
}
