package dev.tutti.learning.training;

/** A part of what a training learns, which a {@link Trial} may leave out to see what it brings. */
public enum Part {
    LEVEL_0("level 0 in a prediction: level 1 alone where it knows the plan"),
    LEVEL_1("level 1: the cluster table alone"),
    TOPICS("latent topics of the words: the other numbers of a prompt alone"),
    COMPOSITE_PRIOR("the composite prior's gain: a panel is worth what its members are"),
    CASCADES("learned cascades: the fixed agreement rule, and single models bought at a price"),
    MEMBER_SEARCH("the search for members: the nearest to the best instead"),
    HEARINGS("the conditional logit of voices: log-odds of their models instead"),
    CALIBRATION("calibration: raw predictions"),
    OWN_CURVES("a plan's own curve (level 2): the curve pooled over all plans instead"),
    OUTPUT_QUANTILES("learned quantiles of tokens: what the catalogue allows instead"),
    PROMPT_SHARE("the choice of how far a prompt's own figures count: all the way"),
    EXCHANGE("buying at a price: each plan is held against the target");

    private final String words;

    Part(String words) {
        this.words = words;
    }

    /** What it is, and what stands in for it where it is left out. */
    public String words() {
        return words;
    }
}
