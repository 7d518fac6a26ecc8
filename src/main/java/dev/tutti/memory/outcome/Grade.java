package dev.tutti.memory.outcome;

import dev.tutti.words.chat.RequestId;

/**
 * What one call of a judge said of one answer, 0 to 1; {@code answer} names the row of the answer. It is in rows on disk:
 * fields are added, never renamed.
 */
public record Grade(RequestId answer, double score) {
    /** The policy that rows of judges' calls name: nobody chose their plan as an answer. */
    public static final String POLICY = "judge";

    public Grade {
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("a grade is 0 to 1, was " + score);
        }
    }
}
