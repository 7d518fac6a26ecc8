package dev.tutti.memory.outcome;

/**
 * How many rows were deleted: of requests, of what ran in their background, of embeddings, and labels, those that
 * counted no more too.
 */
public record Deleted(long requests, long audits, long embeddings, long labels) {
    public static final Deleted NOTHING = new Deleted(0, 0, 0, 0);

    public Deleted plus(Deleted more) {
        return new Deleted(
                requests + more.requests, audits + more.audits, embeddings + more.embeddings, labels + more.labels);
    }
}
