package dev.tutti.memory.outcome;

/**
 * Takes rows out of the memory of outcomes and of embeddings for good, with their labels and with what was audited and
 * judged in their background, which is theirs. What they cost stays spent. Durable on return;
 * {@link OutcomeLogUnavailable} when the disk does not take it: then some may be gone and others not, and the same again
 * deletes the rest. Rows that are written meanwhile may stay. Safe for many threads.
 */
public interface Deletions {
    Deleted delete(Deletable what);
}
