package dev.tutti.edge.bench;

import java.util.List;

/** Always the recorded vote that was strongest on the training prompts: whose quality one of the wishes is for. */
record StrongestVote(String vote) implements Contender {
    static final String NAME = "strongest vote";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Result run(Wish wish, List<RecordedPrompt> test) {
        return FixedPlans.outcomes(test, prompt -> prompt.arm(vote));
    }
}
