package dev.tutti.learning.training;

import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Usd;
import java.util.List;
import java.util.Optional;

/**
 * What a replayed plan brought: its score, its cost, which models it asked, in order, and whose answer it gave (empty where
 * none of them answered).
 */
public record ReplayedOutcome(double score, Usd cost, List<ModelId> asked, Optional<ModelId> by) {
    public ReplayedOutcome {
        asked = List.copyOf(asked);
    }

    int calls() {
        return asked.size();
    }
}
