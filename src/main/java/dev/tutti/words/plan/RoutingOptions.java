package dev.tutti.words.plan;

import dev.tutti.words.chat.Usd;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What the caller asks of the routing, as given: empty means the configuration's default. {@code strategies} empty means
 * all of them; {@code task} is the caller's own tag; {@code cache}: whether an answer that an equal request was given before
 * will do; {@code marked}: the caller has marked some of its prompt as worth keeping in a provider's cache.
 */
public record RoutingOptions(
        Selector selector,
        OptionalDouble qualityTarget,
        Optional<Usd> maxCost,
        Optional<Duration> maxLatency,
        Optional<String> task,
        Set<Strategy> strategies,
        ModelFilter models,
        Optional<WhenInfeasible> whenInfeasible,
        boolean explore,
        boolean explain,
        Optional<String> session,
        StreamDraft draft,
        Optional<Boolean> cache,
        boolean marked) {
    public RoutingOptions {
        strategies = Set.copyOf(strategies);
        require(qualityTarget, maxCost, maxLatency);
    }

    /** Without a draft, without a word on a cache, and with nothing of the prompt marked. */
    public RoutingOptions(
            Selector selector,
            OptionalDouble qualityTarget,
            Optional<Usd> maxCost,
            Optional<Duration> maxLatency,
            Optional<String> task,
            Set<Strategy> strategies,
            ModelFilter models,
            Optional<WhenInfeasible> whenInfeasible,
            boolean explore,
            boolean explain,
            Optional<String> session) {
        this(
                selector,
                qualityTarget,
                maxCost,
                maxLatency,
                task,
                strategies,
                models,
                whenInfeasible,
                explore,
                explain,
                session,
                StreamDraft.OFF,
                Optional.empty(),
                false);
    }

    /** The same with what it leaves open filled in. */
    public RoutingOptions orElse(RoutingDefaults defaults) {
        return new RoutingOptions(
                selector,
                qualityTarget.isPresent() ? qualityTarget : defaults.qualityTarget(),
                maxCost.or(defaults::maxCost),
                maxLatency.or(defaults::maxLatency),
                task.or(defaults::task),
                strategies,
                models,
                whenInfeasible.or(defaults::whenInfeasible),
                explore,
                explain,
                session,
                draft,
                cache.or(defaults::cache),
                marked);
    }

    /**
     * What of it an answer depends on: not in which conversation it is said, nor how much is told of it, nor whether its
     * prompt is kept.
     */
    public RoutingOptions ofTheAnswer() {
        return with(models, false, Optional.empty(), StreamDraft.OFF, false);
    }

    /** The same where the filter must permit each model, too. */
    public RoutingOptions within(ModelFilter filter) {
        return with(models.within(filter), explain, session, draft, marked);
    }

    /** The same of a prompt of which some is marked as worth keeping, or nothing. */
    public RoutingOptions marking(boolean some) {
        return with(models, explain, session, draft, some);
    }

    private RoutingOptions with(
            ModelFilter permitted,
            boolean explained,
            Optional<String> conversation,
            StreamDraft drafted,
            boolean someMarked) {
        return new RoutingOptions(
                selector,
                qualityTarget,
                maxCost,
                maxLatency,
                task,
                strategies,
                permitted,
                whenInfeasible,
                explore,
                explained,
                conversation,
                drafted,
                cache,
                someMarked);
    }

    /** Whether the prompt is to be kept where a provider must be asked to: another request may begin with it. */
    public boolean keepsPrompt() {
        return marked || session.isPresent();
    }

    /** Whether an answer that was given before will do; without a word on it, none. */
    public boolean recalls() {
        return cache.orElse(false);
    }

    /** Nothing asked for but what the selector says. */
    public static RoutingOptions of(Selector selector) {
        return new RoutingOptions(
                selector,
                OptionalDouble.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                ModelFilter.ALL,
                Optional.empty(),
                true,
                false,
                Optional.empty());
    }

    static void require(OptionalDouble qualityTarget, Optional<Usd> maxCost, Optional<Duration> maxLatency) {
        if (qualityTarget.isPresent() && !(qualityTarget.getAsDouble() >= 0 && qualityTarget.getAsDouble() <= 1)) {
            throw new IllegalArgumentException("a quality target is 0 to 1, was " + qualityTarget.getAsDouble());
        }
        maxCost.filter(cost -> cost.compareTo(Usd.ZERO) <= 0).ifPresent(cost -> {
            throw new IllegalArgumentException("a cost budget is above 0, was " + cost);
        });
        maxLatency.filter(latency -> latency.isNegative() || latency.isZero()).ifPresent(latency -> {
            throw new IllegalArgumentException("a latency budget is above 0, was " + latency);
        });
    }
}
