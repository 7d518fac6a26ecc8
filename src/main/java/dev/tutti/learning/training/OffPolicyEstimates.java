package dev.tutti.learning.training;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/**
 * The mean score that a policy would have had on logged rows with one scored answer each, told three ways. {@code ips}:
 * scores weighted by one over their propensity (Horvitz and Thompson 1952), right whatever the regression says;
 * {@code snips}: the same over the sum of the weights (Swaminathan and Joachims 2015), steadier, biased by one over the
 * number of rows; {@code doublyRobust}: what a regression expects, corrected by weighted residuals (Dudik, Langford and Li
 * 2011). Where they are far apart, propensities or regression are wrong.
 *
 * <p>{@code effectiveSize}: how many equally weighted rows the matches are worth.
 */
record OffPolicyEstimates(
        int rows,
        double effectiveSize,
        double largestWeight,
        double confidence,
        Interval ips,
        Interval snips,
        Interval doublyRobust) {

    /**
     * A logged row as the policy sees it. {@code weight}: one over the propensity where the log ran what the policy
     * chooses, else 0; {@code score}: of what ran; {@code expected}: what a regression expects of the policy's choice.
     */
    record Match(double weight, double score, double expected) {
        Match {
            if (!(weight == 0 || weight >= 1) || Double.isInfinite(weight)) {
                throw new IllegalArgumentException("a weight is 0 or one over a propensity, was " + weight);
            }
        }

        double weighted() {
            return weight * score;
        }

        double corrected() {
            return expected + weight * (score - expected);
        }
    }

    /** {@code confidence}: one-sided, of each bound; the log could have run the policy's choice on every row. */
    static OffPolicyEstimates of(List<Match> rows, double confidence) {
        MatchedMeans means = new MatchedMeans(rows, confidence);
        return new OffPolicyEstimates(
                rows.size(),
                means.effectiveSize(),
                rows.stream().mapToDouble(Match::weight).max().orElse(0),
                confidence,
                means.ips(),
                means.snips(),
                means.doublyRobust());
    }

    /** In words. */
    String says() {
        return String.format(
                Locale.ROOT,
                "its score by IPS %s, by SNIPS %s, doubly robust %s",
                words(ips),
                words(snips),
                words(doublyRobust));
    }

    private static String words(Interval interval) {
        return String.format(Locale.ROOT, "%.4f (%.4f to %.4f)", interval.mean(), interval.lower(), interval.upper());
    }

    ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("rows", rows);
        json.put("effective_size", effectiveSize);
        json.put("largest_weight", largestWeight);
        json.put("confidence_one_sided", confidence);
        json.set("ips", json(ips));
        json.set("snips", json(snips));
        json.set("doubly_robust", json(doublyRobust));
        return json;
    }

    private static ObjectNode json(Interval interval) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("score", interval.mean())
                .put("lower", interval.lower())
                .put("upper", interval.upper());
    }
}
