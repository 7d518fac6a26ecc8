package dev.tutti.memory.tenancy;

import dev.tutti.words.chat.KeyId;
import dev.tutti.words.chat.Usd;
import java.time.LocalDate;

/** The memory of what each key has spent, by the day (UTC) on which its requests came in; it outlives the program. */
@FunctionalInterface
public interface Spending {
    /** From the first day up to but not including the other. */
    Usd spent(KeyId key, LocalDate first, LocalDate end);
}
