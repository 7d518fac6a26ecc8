package dev.tutti.serving.decision;

import dev.tutti.sense.policy.PacedPrice;
import dev.tutti.sense.policy.PolicySettings;
import dev.tutti.sense.policy.Targets;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.RoutingOptions;

/** The targets that hold where a request says nothing, and the policy as it is set: both read off the settings. */
public record Defaults(Targets targets) {
    /** {@link IllegalArgumentException} when a setting is out of its range. */
    public static Defaults of(DecisionSettings settings) {
        return new Defaults(new Targets(
                settings.qualityTarget(),
                Usd.of(settings.maxCostUsd()),
                settings.maxLatency(),
                settings.whenInfeasible()));
    }

    /** The part of the settings that the pure policy reads. */
    public static PolicySettings policy(DecisionSettings settings) {
        DecisionSettings.Exploration explore = settings.exploration();
        return new PolicySettings(
                settings.margin(),
                settings.minGainPerUsd(),
                explore.share(),
                explore.leastPropensity(),
                explore.mostPlans(),
                explore.costFactor(),
                explore.shortfall(),
                explore.greed());
    }

    /** What holds for a request: what it names, else the defaults, within what its key has for it. */
    Targets fill(RoutingOptions options, Means means) {
        Targets asked = asked(options);
        Targets within = means.left().map(asked::within).orElse(asked);
        return means.gainPerUsd().isPresent()
                ? within.at(new PacedPrice(means.gainPerUsd().getAsDouble(), isFree(options)))
                : within;
    }

    /** Whoever names a target, or what to do without it, has a contract that no price changes. */
    private static boolean isFree(RoutingOptions options) {
        return options.qualityTarget().isEmpty() && options.whenInfeasible().isEmpty();
    }

    private Targets asked(RoutingOptions options) {
        return new Targets(
                options.qualityTarget().orElse(targets.quality()),
                options.maxCost().orElse(targets.maxCost()),
                options.maxLatency().orElse(targets.maxLatency()),
                options.whenInfeasible().orElse(targets.whenInfeasible()));
    }
}
