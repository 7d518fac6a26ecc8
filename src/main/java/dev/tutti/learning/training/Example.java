package dev.tutti.learning.training;

import dev.tutti.memory.modelstore.World;
import dev.tutti.sense.feature.Features;
import dev.tutti.words.catalogue.Origin;
import dev.tutti.words.plan.Cascade;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.StopRule;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * One labelled experience: this plan, run or replayed on this prompt, scored so much. {@code weight} is how many labels
 * it counts for; {@code promptHash} is shared by all experiences with one prompt.
 */
record Example(
        Features features, Plan plan, Origin origin, double score, double weight, String promptHash, Instant at) {
    /** Any order of rows in gives the same model out. */
    static final Comparator<Example> ORDER = Comparator.comparing(Example::promptHash)
            .thenComparing(example -> example.plan().notation())
            .thenComparing(Example::at)
            .thenComparingDouble(Example::score)
            .thenComparingDouble(Example::weight);

    Example {
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("a score is 0 to 1, was " + score);
        }
        if (!(weight > 0) || Double.isInfinite(weight)) {
            throw new IllegalArgumentException("a weight is above 0 and finite, was " + weight);
        }
    }

    /** Sorted once for all that look at them in {@link #ORDER}: what is in order is sorted quickly. */
    static List<Example> inOrder(List<Example> examples) {
        return examples.stream().sorted(ORDER).toList();
    }

    World world() {
        return World.of(origin);
    }

    /** Under a learned stop rule each prompt has its own plan: such a one has no row of its own to be averaged in. */
    boolean hasLastingPlan() {
        return !(plan instanceof Cascade cascade && cascade.rule() instanceof StopRule.NextCall);
    }
}
