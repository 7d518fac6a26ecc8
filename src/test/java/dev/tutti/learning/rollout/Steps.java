package dev.tutti.learning.rollout;

import java.time.Duration;

/** The default settings, but for how many requests a stage has. */
record Steps(int requestsPerStage) implements RolloutSettings {
    @Override
    public boolean enabled() {
        return true;
    }

    @Override
    public double margin() {
        return 0.02;
    }

    @Override
    public double failureMargin() {
        return 0.02;
    }

    @Override
    public double costMargin() {
        return 0.25;
    }

    @Override
    public double latencyMargin() {
        return 0.5;
    }

    @Override
    public double confidence() {
        return 0.95;
    }

    @Override
    public Duration checkEvery() {
        return Duration.ofMinutes(1);
    }
}
