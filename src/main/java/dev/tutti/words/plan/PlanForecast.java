package dev.tutti.words.plan;

import dev.tutti.words.chat.Usd;
import java.time.Duration;

/** What a whole plan is expected to cost and to take: mean and 95 % quantile. */
public record PlanForecast(Usd cost, Usd costP95, Duration latency, Duration latencyP95) {}
