package dev.tutti.serving.provider;

import java.time.Duration;

/** Whether sending the same request once more is safe and worth it. */
sealed interface Again {
    Again NEVER = new Never();
    Again SOON = new Soon();

    /** No: it was refused for good, or bytes of an answer had come. */
    record Never() implements Again {}

    /** Yes, after a back-off of our choice. */
    record Soon() implements Again {}

    /** Yes, but not before that time: the provider's own {@code Retry-After}. */
    record After(Duration time) implements Again {}
}
