package dev.tutti.sense.evidence;

import java.time.Duration;

/**
 * When judged influence puts a model into quarantine: Page's cumulative sum of log-likelihood ratios between "its removal
 * makes the answer better in at most {@value #HARMLESS} of the cases" and "in {@code harmful} of them", never below 0,
 * reaches the logarithm of {@code falseAlarmEvery}.
 *
 * <p>By Lorden's bound (Ann. Math. Statist. 42, 1971) a model that is as often useful as harmful, or more often, is
 * quarantined at most once in {@code falseAlarmEvery} judged influences on average, however long it is watched; one that
 * was well-behaved for years and turns is found as soon as one that never was.
 *
 * @param harmful above 0.5, below 1
 * @param falseAlarmEvery above 1
 * @param length how long a quarantine lasts when no person ends it
 */
public record QuarantineRule(double harmful, double falseAlarmEvery, Duration length) {
    static final double HARMLESS = 0.5;

    public QuarantineRule {
        if (!(harmful > HARMLESS && harmful < 1)) {
            throw new IllegalArgumentException("a harmful share is above 0.5 and below 1, was " + harmful);
        }
        if (!(falseAlarmEvery > 1) || Double.isInfinite(falseAlarmEvery)) {
            throw new IllegalArgumentException("false alarms are more than 1 influence apart, was " + falseAlarmEvery);
        }
        if (length.isNegative() || length.isZero()) {
            throw new IllegalArgumentException("a quarantine lasts longer than 0, was " + length);
        }
    }

    double step(boolean harm) {
        return harm ? Math.log(harmful / HARMLESS) : Math.log((1 - harmful) / (1 - HARMLESS));
    }

    double alarm() {
        return Math.log(falseAlarmEvery);
    }
}
