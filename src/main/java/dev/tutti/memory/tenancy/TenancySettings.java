package dev.tutti.memory.tenancy;

import dev.tutti.words.plan.WhenInfeasible;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** The keys that callers may show, by name: {@code tutti.keys.NAME.sha256}, {@code .scopes} and what is optional. */
@ConfigMapping(prefix = "tutti.keys")
public interface TenancySettings {
    @WithParentName
    Map<String, Key> keys();

    /** One key. */
    interface Key extends Terms {
        /** The SHA-256 of the key in 64 hex digits: {@code printf %s "$KEY" | sha256sum}. */
        String sha256();

        /** What it may do: any of chat, feedback, label, read, admin. */
        List<String> scopes();

        /** Whose it is, for people; nothing depends on it. */
        Optional<String> label();

        /**
         * What its requests may cost on the mean, in USD; above 0 and at most 1000000. Where a request names neither
         * quality_target nor when_infeasible, a price of a dollar chooses its plan, so that this mean is spent, and no
         * more, as well as it can be; where it does, that holds, and the others pay for it. Without it nothing is paced.
         */
        Optional<BigDecimal> meanCostUsd();
    }

    /** What holds for the requests of a key, as it is given: here, or where a key is made while the service runs. */
    interface Terms {
        /**
         * The most that its requests of one UTC day may cost together, in USD; above 0 and at most 1000000; without it as
         * much as they do. Audits are not among them: {@code tutti.audit.max-usd-per-day}.
         */
        Optional<BigDecimal> dailyBudgetUsd();

        /** The same for a calendar month (UTC). Both hold where both are given. */
        Optional<BigDecimal> monthlyBudgetUsd();

        /** The models it may use, ids or patterns such as openai/*; without any, all. */
        Optional<List<String>> allowModels();

        /** Models that it may not use, also where they are allowed. */
        Optional<List<String>> denyModels();

        /** How many requests it may make in a minute, dry runs too; at least 1; without it any number. */
        OptionalLong requestsPerMinute();

        /**
         * How many tokens its requests may use in a minute, prompts and answers of all their calls together; at least 1;
         * without it any number.
         */
        OptionalLong tokensPerMinute();

        /**
         * The quality_target of its requests that name none, 0 to 1; without it {@code tutti.decision.quality-target}. A
         * key with a mean cost is not paced by it then: it has a target.
         */
        OptionalDouble qualityTarget();

        /** The max_cost_usd of its requests that name none; above 0 and at most 1000000. */
        Optional<BigDecimal> maxCostUsd();

        /** The max_latency_ms of its requests that name none; above 0. */
        Optional<Duration> maxLatency();

        /** What to do for its requests that do not say it: best-gain, max-quality, cheapest or reject. */
        Optional<WhenInfeasible> whenInfeasible();

        /** The task of its requests that name none. */
        Optional<String> task();

        /**
         * The cache of its requests that do not say it: true gives the answer to an equal request of the key again, where a
         * request wants the same each time; the others are served as without it.
         */
        Optional<Boolean> cache();
    }
}
