package dev.tutti.words.plan;

/** What a streamed answer shows of itself before all proposals are in: {@code routing.stream_draft}. */
public enum StreamDraft {
    /** Nothing. */
    OFF,
    /** The first good proposal, as reasoning. */
    FIRST,
    /**
     * That, and the aggregator starts when a quorum of proposals is in; those that come later are a correction's matter,
     * if they disagree.
     */
    INCREMENTAL
}
