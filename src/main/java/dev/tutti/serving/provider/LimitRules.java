package dev.tutti.serving.provider;

import java.time.Duration;

/**
 * What all bulkheads keep to: how each learns its limit, how many calls may wait before it, and the time that a call must
 * have had before its time-out counts against its model.
 */
record LimitRules(LimitTerms terms, int queue, Duration fairTime) {
    static LimitRules of(ProviderSettings settings) {
        return new LimitRules(
                LimitTerms.of(settings.concurrency()),
                settings.queue(),
                settings.breaker().fairTime());
    }
}
