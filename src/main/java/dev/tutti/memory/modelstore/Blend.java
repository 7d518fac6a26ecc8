package dev.tutti.memory.modelstore;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.tutti.sense.policy.Exchange;

/**
 * How predictions are put together and chosen by. {@code tableShare}: how much of a raw prediction is the cluster table's
 * (level 0); the rest is the success model's (level 1). {@code promptShare}: how much of what is said of a plan on one
 * prompt counts in the choice; the rest is the plan's mean over all prompts. Where many plans compete, the one whose error
 * is luckiest wins (the winner's curse), and trusting each prompt's own figures less is worth more than the detail that is
 * lost. {@code exchange}: what choosing by a price of a dollar then brings; releases of earlier versions have none.
 */
public record Blend(
        double tableShare,
        double promptShare,
        @JsonSetter(nulls = Nulls.AS_EMPTY) Exchange exchange) {
    public Blend {
        requireShare(tableShare);
        requireShare(promptShare);
    }

    public Blend(double tableShare) {
        this(tableShare, 1, Exchange.NONE);
    }

    public Blend trusting(double share) {
        return new Blend(tableShare, share, exchange);
    }

    public Blend with(Exchange other) {
        return new Blend(tableShare, promptShare, other);
    }

    double of(double table, double model) {
        return tableShare * table + (1 - tableShare) * model;
    }

    private static void requireShare(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("a share is 0 to 1, was " + share);
        }
    }
}
