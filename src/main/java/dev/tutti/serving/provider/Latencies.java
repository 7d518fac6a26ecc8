package dev.tutti.serving.provider;

import dev.tutti.words.chat.ModelId;
import java.time.Duration;
import java.util.Optional;

/** How long recent answers of a model took, from call to last byte. Never blocks; safe for many threads. */
@FunctionalInterface
public interface Latencies {
    /** That quantile (0 to 1) of the model's last answered calls; empty while there are too few to tell. */
    Optional<Duration> quantile(ModelId model, double quantile);

    /** What a slow call of the model takes at least, where too few were answered to tell more. */
    default Duration atLeast(ModelId model) {
        return Duration.ZERO;
    }
}
