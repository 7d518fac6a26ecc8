package dev.tutti.learning.promise;

/**
 * The test by betting of Waudby-Smith and Ramdas ("Estimating means of bounded random variables by betting", JRSS B 2024,
 * section 4): a gambler stakes on every next score being above the mean that is to be refuted. Were that mean true the
 * wealth would be a supermartingale, so it ever reaches 1 / alpha with probability alpha at most (Ville); the p-value is
 * one over its highest value.
 *
 * <p>The stake is their predictable plug-in for so many scores: sqrt(2 ln(1/0.05) / (n v)), where v is the variance of the
 * scores before, cut so that one score takes no more than {@value #MOST} of the wealth.
 */
final class Betting {
    private static final double MOST = 0.75;
    private static final double TUNED_FOR = 2 * Math.log(1 / 0.05);

    private Betting() {}

    static double pValue(double[] scores, double mean) {
        double most = mean > 0 ? MOST / mean : Double.MAX_VALUE;
        double sum = 0.5;
        double squares = 0.25;
        double wealth = 0;
        double highest = 0;
        for (int seen = 0; seen < scores.length; seen++) {
            double variance = squares / (seen + 1);
            double stake = Math.min(most, Math.sqrt(TUNED_FOR / (scores.length * variance)));
            wealth += Math.log1p(stake * (scores[seen] - mean));
            highest = Math.max(highest, wealth);
            sum += scores[seen];
            double deviation = scores[seen] - sum / (seen + 2);
            squares += deviation * deviation;
        }
        return Math.exp(-highest);
    }
}
