package dev.tutti.serving.decision;

import dev.tutti.words.plan.WhenInfeasible;
import dev.tutti.words.setting.AtLeast;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import java.math.BigDecimal;
import java.time.Duration;

/** What holds where a request says nothing, and how the choice is tuned. */
@ConfigMapping(prefix = "tutti.decision")
public interface DecisionSettings {
    /** The expected score to reach, 0 to 1. */
    @WithDefault("0.8")
    @DecimalMin("0")
    @DecimalMax("1")
    double qualityTarget();

    /** The most that one request may cost, in USD; above 0. A plan must be able to reserve what it may cost within it. */
    @WithDefault("0.1")
    @DecimalMin(value = "0", inclusive = false)
    @DecimalMax("1000000")
    BigDecimal maxCostUsd();

    /** The longest that one request may take; above 0. */
    @WithDefault("30s")
    @AtLeast("PT0.000000001S")
    Duration maxLatency();

    /** What to do when no plan is expected to reach the target: best-gain, max-quality, cheapest or reject. */
    @WithDefault("best-gain")
    WhenInfeasible whenInfeasible();

    /**
     * The score that one more dollar must buy under best-gain. 5 says that one right answer in place of a wrong one is
     * worth 20 cents: about 20 seconds of a person who would have to notice and repair it at 36 USD an hour.
     */
    @WithDefault("5")
    @DecimalMin("0")
    @DecimalMax("1e9")
    double minGainPerUsd();

    /** Added to the quality target before a plan's lower bound is held against it, -1 to 1. */
    @WithDefault("0")
    @DecimalMin("-1")
    @DecimalMax("1")
    double margin();

    /**
     * Whether the margin of a certificate holds in place of {@link #margin} where one covers a request, and answers tell it.
     * What is promised is kept more surely, and costs more.
     */
    @WithDefault("false")
    boolean certifiedMargins();

    /** For how long a decision may be used again for the same request; live latencies are as old as that at most. */
    @WithDefault("1s")
    @AtLeast("PT0S")
    Duration cacheTime();

    /** How many decisions are kept for that; 0 keeps none. */
    @WithDefault("512")
    @Min(0)
    long cacheSize();

    /** What is remembered of conversations, so that they stay where their beginning is in a prompt cache. */
    Sessions sessions();

    /** How providers' prompt caches are expected to behave. */
    interface Sessions {
        /** For how long after a call a provider keeps its prompt; 0 expects no cache, and no conversation stays for one. */
        @WithDefault("5m")
        @AtLeast("PT0S")
        Duration time();

        /** How many conversations are remembered; 0 remembers none. */
        @WithDefault("10000")
        @Min(0)
        long size();

        /** The shortest prompt, in estimated tokens, of which a provider keeps anything. */
        @WithDefault("1024")
        @Min(0)
        long leastTokens();
    }

    /** Running other plans now and then, to learn what they are worth. */
    Exploration exploration();

    /** How much is explored. */
    interface Exploration {
        /** The share of requests on which a plan other than the champion may run, 0 to 0.5; 0 switches it off. */
        @WithDefault("0.06")
        @DecimalMin("0")
        @DecimalMax("0.5")
        double share();

        /** No plan is explored with a smaller probability, since estimators weigh by its inverse. */
        @WithDefault("0.02")
        @DecimalMin(value = "0", inclusive = false)
        @DecimalMax("1")
        double leastPropensity();

        /** Plans explored on one request at most. */
        @WithDefault("3")
        @Min(0)
        int mostPlans();

        /** What an explored plan may cost, in the champion's expected cost. */
        @WithDefault("3")
        @DecimalMin("1")
        @DecimalMax("1e9")
        double costFactor();

        /** How far below the target an explored plan's lower bound may be. */
        @WithDefault("0.1")
        @DecimalMin("0")
        @DecimalMax("1")
        double shortfall();

        /** SquareCB's gamma: how strongly the better of the explored plans is preferred. */
        @WithDefault("20")
        @DecimalMin("0")
        @DecimalMax("1e9")
        double greed();

        /** What exploring may add to all that is spent, as a share of it. */
        @WithDefault("0.02")
        @DecimalMin("0")
        @DecimalMax("1")
        double maxSpendShare();
    }
}
