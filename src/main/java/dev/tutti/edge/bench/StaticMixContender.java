package dev.tutti.edge.bench;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The best static mix: two fixed plans between which chance draws, blind to the prompt, in shares that training picks. */
final class StaticMixContender implements Contender {
    static final String NAME = "static mix";

    private final FixedPlans plans;

    StaticMixContender(FixedPlans plans) {
        this.plans = plans;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Result run(Wish wish, List<RecordedPrompt> test) {
        Frontier.Mix mix = Frontier.of(plans.arms().values()).mix(wish);
        String low = arm(mix.low());
        String high = arm(mix.high());
        return FixedPlans.outcomes(test, prompt -> between(prompt.arm(low), prompt.arm(high), mix));
    }

    private String arm(Point point) {
        return plans.arms().entrySet().stream()
                .filter(entry -> entry.getValue().equals(point))
                .map(Map.Entry::getKey)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** The expectation of the draw, so that the figure has no noise of its own. */
    private static RecordedPrompt.Arm between(RecordedPrompt.Arm a, RecordedPrompt.Arm b, Frontier.Mix mix) {
        return new RecordedPrompt.Arm(mix.of(a.quality(), b.quality()), 0, 0, mix.of(a.costUsd(), b.costUsd()), "");
    }
}
