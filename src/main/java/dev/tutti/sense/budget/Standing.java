package dev.tutti.sense.budget;

import dev.tutti.words.chat.Usd;
import java.time.Instant;

/** How a limit stands: what is spent and reserved of it in its present period, what is left, and when the next begins. */
public record Standing(Limit limit, Usd spent, Usd reserved, Usd left, Instant renewed) {
    /** The part of the limit that is left, 0 to 1. */
    public double share() {
        return left.toDouble() / limit.most().toDouble();
    }
}
