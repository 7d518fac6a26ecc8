package dev.tutti.edge.bench;

import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.ModelFilter;
import dev.tutti.words.plan.RoutingOptions;
import dev.tutti.words.plan.Selector;
import dev.tutti.words.plan.Strategy;
import dev.tutti.words.plan.WhenInfeasible;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** How recorded prompts are asked in this program; {@link LearningTutti} asks the same over HTTP. */
final class Asking {
    private static final Usd MOST_USD = Usd.of("10");
    private static final Duration LONGEST = Duration.ofMinutes(10);
    /** Of ensembles the recording would show stand-ins. */
    private static final Set<Strategy> MEASURABLE = Set.of(Strategy.SINGLE, Strategy.CASCADE);

    private Asking() {}

    /** For this score, or as good as it gets, without exploring. */
    static RoutingOptions measuring(RecordedPrompt prompt, double target) {
        return options(prompt, OptionalDouble.of(target), MEASURABLE, Optional.of(WhenInfeasible.MAX_QUALITY), false);
    }

    /** The same by one call. */
    static RoutingOptions measuringSingle(RecordedPrompt prompt, double target) {
        Set<Strategy> single = Set.of(Strategy.SINGLE);
        return options(prompt, OptionalDouble.of(target), single, Optional.of(WhenInfeasible.MAX_QUALITY), false);
    }

    static RoutingOptions measurable(RecordedPrompt prompt) {
        return options(prompt, OptionalDouble.empty(), MEASURABLE, Optional.empty(), true);
    }

    static RoutingOptions single(RecordedPrompt prompt) {
        return options(prompt, OptionalDouble.empty(), Set.of(Strategy.SINGLE), Optional.empty(), true);
    }

    static RoutingOptions single(RecordedPrompt prompt, double target) {
        return options(prompt, OptionalDouble.of(target), Set.of(Strategy.SINGLE), Optional.empty(), true);
    }

    /** By that model, whatever it is expected to bring. */
    static RoutingOptions naming(RecordedPrompt prompt, ModelId model) {
        RoutingOptions any = options(prompt, OptionalDouble.empty(), Set.of(), Optional.empty(), false);
        return new RoutingOptions(
                new Selector.Model(model),
                any.qualityTarget(),
                any.maxCost(),
                any.maxLatency(),
                any.task(),
                any.strategies(),
                any.models(),
                any.whenInfeasible(),
                any.explore(),
                any.explain(),
                any.session());
    }

    private static RoutingOptions options(
            RecordedPrompt prompt,
            OptionalDouble target,
            Set<Strategy> strategies,
            Optional<WhenInfeasible> otherwise,
            boolean explore) {
        return new RoutingOptions(
                new Selector.Auto(),
                target,
                Optional.of(MOST_USD),
                Optional.of(LONGEST),
                prompt.task(),
                strategies,
                ModelFilter.ALL,
                otherwise,
                explore,
                false,
                Optional.empty());
    }
}
