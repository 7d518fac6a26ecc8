package dev.tutti.learning.training;

/**
 * How cascades are learned: the fewest full-information groups, the most models tried, how many (order, mu) are offered,
 * the folds of the inner cross-validation, and the ridge penalty in units of each column's variance.
 */
record CascadeSettings(int minGroups, int members, int offered, int folds, double penalty) {
    static final CascadeSettings DEFAULT = new CascadeSettings(300, 8, 6, 5, 0.02);

    CascadeSettings {
        if (minGroups < 2 * folds || members < 2 || offered < 1 || folds < 2) {
            throw new IllegalArgumentException(
                    "cascades need at least 2 groups a fold, 2 members, 1 offer, 2 folds; had " + minGroups + ", "
                            + members + ", " + offered + ", " + folds);
        }
    }
}
