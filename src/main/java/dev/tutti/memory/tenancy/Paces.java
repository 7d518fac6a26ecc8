package dev.tutti.memory.tenancy;

import dev.tutti.sense.budget.Pace;
import dev.tutti.words.chat.KeyId;
import java.util.Optional;

/** The memory of how the pacing of each key stood with its last row; it outlives the program. */
@FunctionalInterface
public interface Paces {
    /** Empty of a key that was never paced. */
    Optional<Pace> pace(KeyId key);
}
