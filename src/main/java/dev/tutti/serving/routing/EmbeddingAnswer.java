package dev.tutti.serving.routing;

import dev.tutti.memory.outcome.EmbeddingRow;
import dev.tutti.serving.decision.Verdict;
import dev.tutti.serving.execution.EmbeddingEnding;

/** What came of a request for embeddings. */
public sealed interface EmbeddingAnswer {
    /** It was run, whatever its ending, and its row is on disk. */
    record Finished(EmbeddingRow row, EmbeddingEnding ending) implements EmbeddingAnswer {}

    /** It may not be run; nothing was called and nothing is logged. */
    record Refused(Verdict.Reason reason, String message) implements EmbeddingAnswer {}
}
