package dev.tutti.serving.provider;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How often one call is sent at most, and how long it waits in between: full jitter under a doubling ceiling. */
record RetryRules(int maxAttempts, Duration firstCeiling, Duration lastCeiling) {
    RetryRules {
        if (maxAttempts < 1 || firstCeiling.isNegative() || lastCeiling.compareTo(firstCeiling) < 0) {
            throw new IllegalArgumentException("a call has at least 1 attempt and ceilings that grow from 0, were "
                    + maxAttempts + ", " + firstCeiling + ", " + lastCeiling);
        }
    }

    /** Uniform between 0 and the ceiling after that many attempts (from 1). */
    Duration jittered(int attempts, RandomGenerator random) {
        long ceiling =
                Math.min(lastCeiling.toNanos(), firstCeiling.toNanos() << Math.min(20, Math.max(0, attempts - 1)));
        return Duration.ofNanos(ceiling <= 0 ? 0 : random.nextLong(ceiling));
    }
}
