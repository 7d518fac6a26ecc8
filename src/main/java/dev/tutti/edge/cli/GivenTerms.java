package dev.tutti.edge.cli;

import dev.tutti.memory.tenancy.TenancySettings;
import dev.tutti.words.plan.WhenInfeasible;
import io.quarkus.runtime.configuration.DurationConverter;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** What is to hold for a key, given on the command line by the names that the configuration has for it. */
final class GivenTerms implements TenancySettings.Terms {
    @Option(names = "--daily-budget-usd", paramLabel = "USD", description = "The most it may spend in a day (UTC).")
    private Optional<BigDecimal> daily = Optional.empty();

    @Option(names = "--monthly-budget-usd", paramLabel = "USD", description = "The most it may spend in a month (UTC).")
    private Optional<BigDecimal> monthly = Optional.empty();

    @Option(
            names = "--allow-models",
            split = ",",
            paramLabel = "PATTERN",
            description = "The models it may use, ids or patterns such as openai/* (default: all).")
    private List<String> allowed = List.of();

    @Option(
            names = "--deny-models",
            split = ",",
            paramLabel = "PATTERN",
            description = "Models that it may not use, also where they are allowed.")
    private List<String> denied = List.of();

    @Option(
            names = "--requests-per-minute",
            paramLabel = "N",
            description = "How many requests it may make in a minute.")
    private Optional<Long> requests = Optional.empty();

    @Option(names = "--tokens-per-minute", paramLabel = "N", description = "How many tokens these may use in a minute.")
    private Optional<Long> tokens = Optional.empty();

    @Option(names = "--quality-target", paramLabel = "0..1", description = "Of its requests that name none.")
    private Optional<Double> quality = Optional.empty();

    @Option(names = "--max-cost-usd", paramLabel = "USD", description = "Of its requests that name none.")
    private Optional<BigDecimal> cost = Optional.empty();

    @Option(
            names = "--max-latency",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "Of its requests that name none, such as 8s.")
    private Optional<Duration> latency = Optional.empty();

    @Option(
            names = "--when-infeasible",
            description = "Of its requests that do not say: best_gain, max_quality, cheapest or reject.")
    private Optional<WhenInfeasible> infeasible = Optional.empty();

    @Option(names = "--task", description = "Of its requests that name none.")
    private Optional<String> named = Optional.empty();

    @Option(
            names = "--cache",
            description = "Give the answer to an equal request again, of its requests that want the same each time.")
    private boolean cached;

    /** A time as in the configuration. */
    static final class TimeConverter implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            return DurationConverter.parseDuration(text);
        }
    }

    @Override
    public Optional<BigDecimal> dailyBudgetUsd() {
        return daily;
    }

    @Override
    public Optional<BigDecimal> monthlyBudgetUsd() {
        return monthly;
    }

    @Override
    public Optional<List<String>> allowModels() {
        return Optional.of(allowed);
    }

    @Override
    public Optional<List<String>> denyModels() {
        return Optional.of(denied);
    }

    @Override
    public OptionalLong requestsPerMinute() {
        return whole(requests);
    }

    @Override
    public OptionalLong tokensPerMinute() {
        return whole(tokens);
    }

    @Override
    public OptionalDouble qualityTarget() {
        return quality.stream().mapToDouble(Double::doubleValue).findFirst();
    }

    @Override
    public Optional<BigDecimal> maxCostUsd() {
        return cost;
    }

    @Override
    public Optional<Duration> maxLatency() {
        return latency;
    }

    @Override
    public Optional<WhenInfeasible> whenInfeasible() {
        return infeasible;
    }

    @Override
    public Optional<String> task() {
        return named;
    }

    @Override
    public Optional<Boolean> cache() {
        return Optional.of(cached).filter(Boolean::booleanValue);
    }

    private static OptionalLong whole(Optional<Long> number) {
        return number.stream().mapToLong(Long::longValue).findFirst();
    }
}
