package dev.tutti.sense.budget;

import dev.tutti.words.chat.Usd;
import java.time.LocalDate;

/** What an earlier life of the program spent from the first of these days up to but not including the other. */
@FunctionalInterface
public interface SpentBefore {
    Usd between(LocalDate first, LocalDate end);
}
