package dev.tutti.edge.bench;

import java.util.List;

/** Always the single model that was strongest on the training prompts. */
final class StrongestSingle implements Contender {
    static final String NAME = "strongest single";

    private final String model;

    StrongestSingle(FixedPlans plans) {
        this.model = plans.strongest();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Result run(Wish wish, List<RecordedPrompt> test) {
        return FixedPlans.outcomes(test, prompt -> prompt.arm(model));
    }
}
