package dev.tutti.serving.provider;

import dev.tutti.sense.budget.MonotonicClock;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/** What the clients take from outside: time, chance, timers, and threads that may block. */
record Outside(MonotonicClock clock, InstantSource time, RandomGenerator random, Timers timers, Executor threads) {}
