package dev.tutti.sense.evidence;

/** Whether two answers say the same. Symmetric; flawed answers agree with nothing, so two refusals stop no cascade. */
public final class Agreement {
    /**
     * Long answers whose simhashes differ in at most so many of 64 bits are near-copies: unrelated texts differ in 32 on
     * average, with a standard deviation of 4.
     */
    static final int SAME_TEXT_BITS = 10;

    private Agreement() {}

    public static boolean agree(AnswerSketch a, AnswerSketch b) {
        if (a.flaw() != Flaw.NONE || b.flaw() != Flaw.NONE || a.brief() != b.brief()) {
            return false;
        }
        return a.brief() ? a.digest() == b.digest() : bitsApart(a, b) <= SAME_TEXT_BITS;
    }

    static int bitsApart(AnswerSketch a, AnswerSketch b) {
        return Long.bitCount(a.similarity() ^ b.similarity());
    }
}
