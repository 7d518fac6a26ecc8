package dev.tutti.sense.evidence;

/**
 * An answer without its words, small enough for every row of the log, and enough to say which answers agree.
 *
 * <p>{@code digest}: equal for answers whose normalised short answer is equal ("The answer is **42**." and "42").
 * {@code similarity}: a 64-bit simhash of word shingles, for answers too long to be equal. {@code brief}: a short answer
 * was found, so {@code digest} decides alone. {@code characters}: length of the whole answer.
 */
public record AnswerSketch(long digest, long similarity, boolean brief, int characters, Flaw flaw) {
    /** Of an answer whose words nobody noted: it agrees with no other one. */
    public static AnswerSketch unheard(long digest) {
        return new AnswerSketch(digest, 0, true, 0, Flaw.NONE);
    }

    /** Whether it tells anything: an answer without a character has a flaw, or was not noted. */
    public boolean heard() {
        return characters > 0 || flaw != Flaw.NONE;
    }

    /** The same answer, with that to be said against it. */
    public AnswerSketch flawed(Flaw by) {
        return new AnswerSketch(digest, similarity, brief, characters, by);
    }
}
