package dev.tutti.memory.tenancy;

import dev.tutti.words.plan.RoutingDefaults;
import dev.tutti.words.setting.ConfigurationProblem;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads what holds for requests of a key that say nothing themselves. */
final class DefaultsReader {
    private static final int LONGEST_TASK = 100;

    private DefaultsReader() {}

    /** {@code at}: what stands before the name of a setting where it is given. */
    static RoutingDefaults read(String at, TenancySettings.Terms given) {
        return new RoutingDefaults(
                quality(at + "quality-target", given.qualityTarget()),
                KeyLimits.amount(at + "max-cost-usd", given.maxCostUsd()),
                latency(at + "max-latency", given.maxLatency()),
                given.whenInfeasible(),
                task(at + "task", given.task()),
                given.cache());
    }

    private static OptionalDouble quality(String setting, OptionalDouble given) {
        if (given.isPresent() && !(given.getAsDouble() >= 0 && given.getAsDouble() <= 1)) {
            throw new ConfigurationProblem(setting + " is 0 to 1, was " + given.getAsDouble());
        }
        return given;
    }

    private static Optional<Duration> latency(String setting, Optional<Duration> given) {
        given.filter(time -> !time.isPositive()).ifPresent(time -> {
            throw new ConfigurationProblem(setting + " is above 0, was " + time);
        });
        return given;
    }

    private static Optional<String> task(String setting, Optional<String> given) {
        given.filter(task -> task.isBlank() || task.length() > LONGEST_TASK).ifPresent(task -> {
            throw new ConfigurationProblem(setting + " is 1 to " + LONGEST_TASK + " characters, had " + task.length());
        });
        return given;
    }
}
