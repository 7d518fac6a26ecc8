package dev.tutti.edge.bench;

/** What came of one paid request: its score (none brings 0), its dollars, and how much of its plan was run. */
record LiveAnswer(Contender.Scored scored, Run run) {

    /** How much of a plan was run. */
    enum Run {
        WHOLE,
        /** There is an answer, by less than the plan. */
        DEGRADED,
        /** There is none. */
        FAILED
    }
}
