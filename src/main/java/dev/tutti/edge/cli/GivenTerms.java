package dev.tutti.edge.cli;

import dev.tutti.memory.tenancy.TenancySettings;
import java.math.BigDecimal;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What is to hold for a key, given on the command line by the names that the configuration has for it. */
final class GivenTerms implements TenancySettings.Terms {
    @Option(names = "--daily-budget-usd", paramLabel = "USD", description = "The most it may spend in a day (UTC).")
    private Optional<BigDecimal> daily = Optional.empty();

    @Option(names = "--monthly-budget-usd", paramLabel = "USD", description = "The most it may spend in a month (UTC).")
    private Optional<BigDecimal> monthly = Optional.empty();

    @Override
    public Optional<BigDecimal> dailyBudgetUsd() {
        return daily;
    }

    @Override
    public Optional<BigDecimal> monthlyBudgetUsd() {
        return monthly;
    }
}
