package dev.tutti.learning.training;

import dev.tutti.memory.outcome.LabelledRow;
import dev.tutti.sense.policy.Targets;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.WhenInfeasible;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The scored answers of many models to one prompt, put together as training does, so that a plan can be replayed on them by
 * the very code that training replays with.
 */
public final class KnownAnswers {
    private static final Targets NONE = new Targets(0, Usd.of("1000000"), Duration.ofDays(1), WhenInfeasible.BEST_GAIN);

    private final PromptGroup group;

    private KnownAnswers(PromptGroup group) {
        this.group = group;
    }

    /** From labelled rows of single models; {@link IllegalArgumentException} when they are not of one prompt. */
    public static KnownAnswers of(List<LabelledRow> rows) {
        List<PromptGroup> groups = new Grouping(LevelZero.labelled(rows), List.of(), NONE).groups();
        if (groups.size() != 1) {
            throw new IllegalArgumentException("answers are known of 1 prompt at a time, were of " + groups.size());
        }
        return new KnownAnswers(groups.getFirst());
    }

    /** What the plan would have brought; empty where that is not on record (see {@link PlanReplay}). */
    public Optional<ReplayedOutcome> replay(Plan plan) {
        return PlanReplay.replay(plan, group);
    }
}
