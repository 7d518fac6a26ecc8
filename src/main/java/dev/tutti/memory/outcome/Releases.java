package dev.tutti.memory.outcome;

import dev.tutti.sense.evidence.Release;
import java.util.List;

/**
 * The memory of which models a person has let out of quarantine. Durable on return, as labels are; every method throws
 * {@link OutcomeLogUnavailable} when the disk does not take or give them. Safe for many threads.
 */
public interface Releases {
    void add(Release release);

    /** All there ever were, in the order in which they were given. */
    List<Release> all();
}
