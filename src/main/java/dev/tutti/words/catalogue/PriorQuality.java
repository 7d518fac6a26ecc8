package dev.tutti.words.catalogue;

/** A published expected score of a model, 0 to 1, with half the width of the interval we grant it. */
public record PriorQuality(double score, double halfWidth) {
    public PriorQuality {
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("a prior quality is 0 to 1, was " + score);
        }
        if (!(halfWidth > 0 && halfWidth <= 1)) {
            throw new IllegalArgumentException("a prior's half-width is above 0 and at most 1, was " + halfWidth);
        }
    }
}
