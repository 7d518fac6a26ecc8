package dev.tutti.memory.tenancy;

import dev.tutti.sense.budget.Limit;
import dev.tutti.sense.budget.Period;
import dev.tutti.words.chat.KeyId;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.setting.ConfigurationProblem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads the budgets of the configured keys; what is wrong is said with setting, value and what is allowed. */
final class KeyLimits {
    private static final BigDecimal MOST = new BigDecimal(1_000_000);
    private static final int DECIMALS = 12;

    private KeyLimits() {}

    /** Of the keys that have a budget. */
    static Map<KeyId, List<Limit>> of(Map<String, TenancySettings.Key> settings) {
        Map<KeyId, List<Limit>> limits = new HashMap<>();
        new TreeMap<>(settings).forEach((name, key) -> {
            List<Limit> own = of("tutti.keys." + name + ".", key);
            if (!own.isEmpty()) {
                limits.put(new KeyId(name), own);
            }
        });
        return limits;
    }

    /** Of one key; {@code at}: what stands before the name of a setting. */
    static List<Limit> of(String at, TenancySettings.Terms key) {
        List<Limit> limits = new ArrayList<>();
        read(at, Period.DAY, key.dailyBudgetUsd()).ifPresent(limits::add);
        read(at, Period.MONTH, key.monthlyBudgetUsd()).ifPresent(limits::add);
        return limits;
    }

    private static Optional<Limit> read(String at, Period period, Optional<BigDecimal> dollars) {
        return amount(at + period.adjective() + "-budget-usd", dollars).map(most -> new Limit(period, most));
    }

    /** Of the keys whose mean cost is paced. */
    static Map<KeyId, Usd> means(Map<String, TenancySettings.Key> settings) {
        Map<KeyId, Usd> means = new HashMap<>();
        new TreeMap<>(settings)
                .forEach((name, key) -> amount("tutti.keys." + name + ".mean-cost-usd", key.meanCostUsd())
                        .ifPresent(mean -> means.put(new KeyId(name), mean)));
        return means;
    }

    static Optional<Usd> amount(String setting, Optional<BigDecimal> dollars) {
        return dollars.map(most -> {
            if (most.signum() <= 0
                    || most.compareTo(MOST) > 0
                    || most.stripTrailingZeros().scale() > DECIMALS) {
                throw new ConfigurationProblem(
                        setting + " is above 0 and at most " + MOST + " with at most " + DECIMALS + " decimals, was "
                                + most + "; leave it out for no such limit, and the key for nothing at all");
            }
            return Usd.of(most);
        });
    }
}
