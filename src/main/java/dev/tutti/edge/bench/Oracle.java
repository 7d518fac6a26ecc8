package dev.tutti.edge.bench;

import java.util.Comparator;
import java.util.List;

/** For each prompt the cheapest of its best answers: nobody can do better with one call of these models. */
final class Oracle implements Contender {
    static final String NAME = "oracle";

    private final RecordedSet set;

    Oracle(RecordedSet set) {
        this.set = set;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Result run(Wish wish, List<RecordedPrompt> test) {
        return FixedPlans.outcomes(
                test,
                prompt -> set.models().stream()
                        .map(prompt::arm)
                        .min(Comparator.comparingDouble((RecordedPrompt.Arm arm) -> -arm.quality())
                                .thenComparingDouble(RecordedPrompt.Arm::costUsd))
                        .orElseThrow());
    }
}
