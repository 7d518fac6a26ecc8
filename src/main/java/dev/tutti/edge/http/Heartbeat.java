package dev.tutti.edge.http;

import dev.tutti.sense.budget.MonotonicClock;
import java.time.Duration;

/** How often a stream on which nothing is written says that it lives, and by which clock. */
record Heartbeat(Duration every, MonotonicClock clock) {}
