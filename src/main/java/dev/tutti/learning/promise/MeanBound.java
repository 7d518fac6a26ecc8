package dev.tutti.learning.promise;

import java.util.Locale;

/**
 * Lower confidence bounds for the mean of independent scores in [0, 1], each as a test turned round: the bound at level
 * {@code alpha} is the largest mean that the test refutes at that level. No bound assumes a distribution or many scores;
 * each is above the true mean with probability {@code alpha} at most.
 */
public enum MeanBound {
    /** Betting against the mean (Waudby-Smith and Ramdas 2024): narrow where the scores vary little. */
    BETTING {
        @Override
        double test(double[] scores, double mean) {
            return Betting.pValue(scores, mean);
        }
    },
    /** The better of Hoeffding's and Bentkus' inequality (Bates et al. 2021): read off the mean alone. */
    HOEFFDING_BENTKUS {
        @Override
        double test(double[] scores, double mean) {
            return HoeffdingBentkus.pValue(scores, mean);
        }
    },
    /** The exact binomial test (Clopper and Pearson 1934), for scores that are 0 or 1 and nothing else. */
    CLOPPER_PEARSON {
        @Override
        double test(double[] scores, double mean) {
            return ClopperPearson.pValue(scores, mean);
        }

        @Override
        double invert(double[] scores, double alpha) {
            return ClopperPearson.lower(scores, alpha);
        }
    };

    private static final double PRECISION = 1e-9;

    /** The narrowest for scores of this kind; the kind must be known before the scores are. */
    public static MeanBound of(boolean zeroOrOne) {
        return zeroOrOne ? CLOPPER_PEARSON : BETTING;
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    abstract double test(double[] scores, double mean);

    double invert(double[] scores, double alpha) {
        double refuted = 0;
        double held = 1;
        while (held - refuted > PRECISION) {
            double middle = (refuted + held) / 2;
            if (test(scores, middle) <= alpha) {
                refuted = middle;
            } else {
                held = middle;
            }
        }
        return refuted;
    }

    /**
     * The p-value of "the true mean is {@code mean} or less": small where the scores refute it. It never falls as the mean
     * rises, and is 1 without a score. The order of the scores counts for {@link #BETTING}: any that was fixed before they
     * were seen will do.
     */
    public double pValue(double[] scores, double mean) {
        if (!(mean >= 0 && mean <= 1)) {
            throw new IllegalArgumentException("a mean score is 0 to 1, was " + mean);
        }
        return scores.length == 0 || mean == 1 ? 1 : test(Scores.checked(scores), mean);
    }

    /** The lower bound; 0 without a score. */
    public double lower(double[] scores, double alpha) {
        if (!(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException("a level is above 0 and below 1, was " + alpha);
        }
        return scores.length == 0 ? 0 : invert(Scores.checked(scores), alpha);
    }
}
