package dev.tutti.memory.modelstore;

/**
 * How predictions are put together. {@code tableShare}: how much of a raw prediction is the cluster table's (level 0); the
 * rest is the success model's (level 1). {@code promptShare}: how much of what is said of a plan on one prompt counts; the
 * rest is the plan's mean over all prompts. Where many plans compete, the one whose error is luckiest wins (the winner's
 * curse), and trusting each prompt's own figures less is worth more than the detail that is lost.
 */
public record Blend(double tableShare, double promptShare) {
    public Blend {
        requireShare(tableShare);
        requireShare(promptShare);
    }

    public Blend(double tableShare) {
        this(tableShare, 1);
    }

    public Blend trusting(double share) {
        return new Blend(tableShare, share);
    }

    double of(double table, double model) {
        return tableShare * table + (1 - tableShare) * model;
    }

    private static void requireShare(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("a share is 0 to 1, was " + share);
        }
    }
}
