package dev.tutti.words.catalogue;

/** A published expected score of a model, 0 to 1, with half the width of the interval we grant it. */
public record PriorQuality(double score, double halfWidth) {
    /**
     * Half the width of the interval around a score by size class: on ZeroEval (27 models, 2,255 prompts) nearly all models
     * of a class lie within it.
     */
    public static final double HALF_WIDTH_OF_A_CLASS = 0.2;

    public PriorQuality {
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("a prior quality is 0 to 1, was " + score);
        }
        if (!(halfWidth > 0 && halfWidth <= 1)) {
            throw new IllegalArgumentException("a prior's half-width is above 0 and at most 1, was " + halfWidth);
        }
    }

    /** What is expected of a model of which no more is known than its size: near the medians of the classes on ZeroEval. */
    public static PriorQuality usual(SizeClass size) {
        return new PriorQuality(
                switch (size) {
                    case SMALL -> 0.53;
                    case MEDIUM -> 0.6;
                    case LARGE -> 0.72;
                    case FRONTIER -> 0.8;
                },
                HALF_WIDTH_OF_A_CLASS);
    }
}
