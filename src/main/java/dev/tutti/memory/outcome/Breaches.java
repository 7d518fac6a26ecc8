package dev.tutti.memory.outcome;

import dev.tutti.sense.evidence.Breach;
import java.util.List;

/**
 * The memory of which models wrote more than they were allowed. Durable on return, as labels are; every method throws
 * {@link OutcomeLogUnavailable} when the disk does not take or give them. Safe for many threads.
 */
public interface Breaches {
    void add(Breach breach);

    /** All there ever were, in the order in which they were noted. */
    List<Breach> breaches();
}
