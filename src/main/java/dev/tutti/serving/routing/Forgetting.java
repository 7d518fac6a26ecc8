package dev.tutti.serving.routing;

import dev.tutti.memory.outcome.Deletable;
import dev.tutti.memory.outcome.Deleted;
import dev.tutti.memory.outcome.Deletions;
import dev.tutti.memory.outcome.LabelledRow;
import dev.tutti.memory.outcome.OutcomeLog;
import dev.tutti.serving.decision.PromptCaches;
import dev.tutti.words.chat.KeyId;
import dev.tutti.words.chat.RequestId;

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
        switch (what) {
            case Deletable.OfRequest one -> remembered(one.id());
            case Deletable.OfKey all -> remembered(all.key());
            case Deletable.OfSession one -> {
                recall.forget(one.key(), one.session());
                caches.forget(one.key(), one.session());
            }
        }
        return deletions.delete(what);
    }

    /** Which answer was this request's is not kept: all of its key go. */
    private void remembered(RequestId id) {
        log.find(id).map(LabelledRow::row).ifPresent(row -> {
            recall.forget(row.key());
            row.session().ifPresent(session -> caches.forget(row.key(), session));
        });
    }

    private void remembered(KeyId key) {
        recall.forget(key);
        caches.forget(key);
    }
}
