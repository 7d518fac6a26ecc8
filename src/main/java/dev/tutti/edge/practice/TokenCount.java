package dev.tutti.edge.practice;

/** Tokens as the practice upstream counts them: characters / 4, rounded up, as in the recorded data. */
final class TokenCount {
    private static final int CHARACTERS = 4;

    private TokenCount() {}

    static long of(long characters) {
        return (characters + CHARACTERS - 1) / CHARACTERS;
    }

    /** The most characters that stay within so many tokens. */
    static long characters(long tokens) {
        return tokens > Long.MAX_VALUE / CHARACTERS ? Long.MAX_VALUE : tokens * CHARACTERS;
    }
}
