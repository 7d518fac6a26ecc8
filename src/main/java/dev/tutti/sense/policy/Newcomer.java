package dev.tutti.sense.policy;

import dev.tutti.words.chat.ModelId;

/**
 * A model that nothing was measured of yet and that is to answer a share of the requests alone, 0 to 1, so that it gets
 * known. {@code score}: the mean of its answers so far, 0 to 1, which no caller saw.
 */
public record Newcomer(ModelId model, double share, double score) {
    public Newcomer {
        if (!(share > 0 && share <= 0.5)) {
            throw new IllegalArgumentException("the share of a newcomer is above 0 up to 0.5, was " + share);
        }
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("a score is 0 to 1, was " + score);
        }
    }
}
