package dev.tutti.learning.training;

/**
 * How cascades are learned: the fewest full-information groups, how many models may take part, how many of them may be
 * asked on one prompt, how many cascades are offered, the folds of the inner cross-validation, and the ridge penalty in
 * units of each column's variance.
 */
record CascadeSettings(int minGroups, int members, int longest, int offered, int folds, double penalty) {
    static final CascadeSettings DEFAULT = new CascadeSettings(300, 6, 5, 8, 5, 0.1);

    CascadeSettings {
        if (minGroups < 2 * folds || members < 2 || longest < 2 || offered < 1 || folds < 2) {
            throw new IllegalArgumentException(
                    "cascades need at least 2 groups a fold, 2 members, 2 calls, 1 offer, 2 folds; had " + minGroups
                            + ", " + members + ", " + longest + ", " + offered + ", " + folds);
        }
    }

    CascadeSettings from(int fewestGroups) {
        return new CascadeSettings(fewestGroups, members, longest, offered, folds, penalty);
    }
}
