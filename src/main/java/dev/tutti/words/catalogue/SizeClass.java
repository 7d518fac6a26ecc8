package dev.tutti.words.catalogue;

/** How big a model is, roughly: up to 10, 40, 200 billion parameters, or more; hosted models by their provider's tier. */
public enum SizeClass {
    SMALL,
    MEDIUM,
    LARGE,
    FRONTIER
}
