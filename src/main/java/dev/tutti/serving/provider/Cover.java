package dev.tutti.serving.provider;

/** The money behind one call, asked before an attempt is repeated for which the provider may have charged already. */
@FunctionalInterface
public interface Cover {
    /**
     * Counts the last attempt at all that it may have cost and holds as much again for another; false, and nothing
     * counted, where the money is not there. Any thread.
     */
    boolean another();
}
