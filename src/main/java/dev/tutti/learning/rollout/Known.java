package dev.tutti.learning.rollout;

import java.time.Instant;
import java.util.function.Consumer;

/** A fact of a rollout, and when it became known: what is weighed in that order is never weighed in another. */
record Known(Instant at, String id, Consumer<Weighing> fact) {}
