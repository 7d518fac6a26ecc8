package dev.tutti.sense.policy;

/**
 * What the policy is tuned by.
 *
 * <p>{@code margin}: added to the quality target before a lower bound is held against it. {@code minGainPerUsd}: the
 * score that one more dollar must buy under {@code best_gain}. {@code exploration}: the share of requests on which a plan
 * other than the champion's may run; 0 switches it off. {@code leastPropensity}: below it no plan is explored, since
 * estimators weigh by its inverse. {@code mostExplored}: plans explored on one request at most. {@code costFactor}: what
 * an explored plan may cost, in the champion's cost. {@code shortfall}: how far below the target its lower bound may be.
 * {@code greed}: SquareCB's gamma, how strongly the better of the explored plans is preferred. {@code exchange}: what the
 * router model knows of choosing by a price of a dollar.
 */
public record PolicySettings(
        double margin,
        double minGainPerUsd,
        double exploration,
        double leastPropensity,
        int mostExplored,
        double costFactor,
        double shortfall,
        double greed,
        Exchange exchange) {
    /** The defaults of the configuration. */
    public static final PolicySettings DEFAULTS = new PolicySettings(0, 5, 0.06, 0.02, 3, 3, 0.1, 20);

    public PolicySettings {
        require(margin >= -1 && margin <= 1, "a margin is -1 to 1", margin);
        require(minGainPerUsd >= 0 && Double.isFinite(minGainPerUsd), "a gain per USD is 0 or more", minGainPerUsd);
        require(exploration >= 0 && exploration <= 0.5, "exploration is 0 to 0.5", exploration);
        require(
                leastPropensity > 0 && leastPropensity <= 1,
                "a least propensity is above 0, at most 1",
                leastPropensity);
        require(mostExplored >= 0, "explored plans are 0 or more", mostExplored);
        require(costFactor >= 1, "a cost factor is at least 1", costFactor);
        require(shortfall >= 0 && shortfall <= 1, "a shortfall is 0 to 1", shortfall);
        require(greed >= 0 && Double.isFinite(greed), "greed is 0 or more", greed);
    }

    /** Where nothing is known of choosing by a price. */
    public PolicySettings(
            double margin,
            double minGainPerUsd,
            double exploration,
            double leastPropensity,
            int mostExplored,
            double costFactor,
            double shortfall,
            double greed) {
        this(
                margin,
                minGainPerUsd,
                exploration,
                leastPropensity,
                mostExplored,
                costFactor,
                shortfall,
                greed,
                Exchange.NONE);
    }

    private static void require(boolean holds, String rule, double value) {
        if (!holds) {
            throw new IllegalArgumentException(rule + ", was " + value);
        }
    }

    /** The same with another margin. */
    public PolicySettings withMargin(double other) {
        return new PolicySettings(
                other,
                minGainPerUsd,
                exploration,
                leastPropensity,
                mostExplored,
                costFactor,
                shortfall,
                greed,
                exchange);
    }

    /** The same with what a router model knows of choosing by a price. */
    public PolicySettings with(Exchange other) {
        return new PolicySettings(
                margin, minGainPerUsd, exploration, leastPropensity, mostExplored, costFactor, shortfall, greed, other);
    }

    /** The same without exploration. */
    public PolicySettings withoutExploration() {
        return new PolicySettings(
                margin, minGainPerUsd, 0, leastPropensity, mostExplored, costFactor, shortfall, greed, exchange);
    }
}
