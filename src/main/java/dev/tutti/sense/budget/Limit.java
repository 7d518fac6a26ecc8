package dev.tutti.sense.budget;

import dev.tutti.words.chat.Usd;

/** The most that may be spent in each period of that kind; above 0. */
public record Limit(Period period, Usd most) {
    public Limit {
        if (most.compareTo(Usd.ZERO) <= 0) {
            throw new IllegalArgumentException("a limit is above 0, was " + most);
        }
    }
}
