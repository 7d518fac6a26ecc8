package dev.tutti.learning.training;

/**
 * How cascades are learned: the fewest full-information groups, how many models may take part, how many of them may be
 * asked on one prompt, how many cascades are offered, the folds of the inner cross-validation, and the ridge penalty in
 * units of each column's variance. {@code pool}: of so many models that are nearest to the best at some price, the members
 * are searched. {@code leastHeard}: with fewer prompts, how voices are weighed together is not learned, since what is
 * gained is less than what chance adds.
 */
record CascadeSettings(
        int minGroups, int members, int longest, int offered, int folds, double penalty, int pool, int leastHeard) {
    static final CascadeSettings DEFAULT = new CascadeSettings(300, 6, 5, 8, 5, 0.1, 12, 1_200);

    CascadeSettings {
        if (minGroups < 2 * folds || members < 2 || longest < 2 || offered < 1 || folds < 2) {
            throw new IllegalArgumentException(
                    "cascades need at least 2 groups a fold, 2 members, 2 calls, 1 offer, 2 folds; had " + minGroups
                            + ", " + members + ", " + longest + ", " + offered + ", " + folds);
        }
    }

    CascadeSettings from(int fewestGroups) {
        return new CascadeSettings(fewestGroups, members, longest, offered, folds, penalty, pool, leastHeard);
    }

    /** The nearest models are the members, with no search among more. */
    CascadeSettings unsearched() {
        return new CascadeSettings(minGroups, members, longest, offered, folds, penalty, members, leastHeard);
    }

    /** Voices always weigh by the reliability of their models alone. */
    CascadeSettings unheard() {
        return new CascadeSettings(minGroups, members, longest, offered, folds, penalty, pool, Integer.MAX_VALUE);
    }
}
