package dev.tutti.edge.cli;

import dev.tutti.memory.tenancy.TenancySettings;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
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

    @Option(names = "--requests-per-minute", paramLabel = "N", description = "How many requests it may make in a minute.")
    private Optional<Long> requests = Optional.empty();

    @Option(names = "--tokens-per-minute", paramLabel = "N", description = "How many tokens these may use in a minute.")
    private Optional<Long> tokens = Optional.empty();

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

    private static OptionalLong whole(Optional<Long> number) {
        return number.stream().mapToLong(Long::longValue).findFirst();
    }
}
