package dev.tutti.words.catalogue;

/** How far a model's words may steer an answer; an untrusted proposer never aggregates. */
public enum Trust {
    TRUSTED,
    UNTRUSTED
}
