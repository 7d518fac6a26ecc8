package dev.tutti.sense.evidence;

/** What code can see to be wrong with an answer. */
public enum Flaw {
    NONE,
    EMPTY,
    REFUSAL,
    CUT_OFF,
    REPETITIVE,
    NOT_THE_DEMANDED_JSON
}
