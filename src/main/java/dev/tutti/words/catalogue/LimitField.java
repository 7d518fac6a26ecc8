package dev.tutti.words.catalogue;

/** Which field of a request tells an endpoint how much a model may write. */
public enum LimitField {
    /** Whichever the caller used; {@code max_tokens} when none. */
    AS_ASKED,
    MAX_TOKENS,
    /** What OpenAI's reasoning models insist on. */
    MAX_COMPLETION_TOKENS
}
