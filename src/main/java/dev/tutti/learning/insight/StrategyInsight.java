package dev.tutti.learning.insight;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.tutti.memory.outcome.EndingKind;
import dev.tutti.memory.outcome.LabelSource;
import dev.tutti.words.chat.Usd;
import java.util.Map;

/**
 * How requests of one strategy, or all ({@code name} is {@code all}), went. Costs and endings are of every request,
 * latencies and scores of those that were answered, degraded ones included. Costs in USD, latencies in milliseconds.
 */
@JsonNaming(SnakeCaseStrategy.class)
public record StrategyInsight(
        String name,
        long requests,
        Map<EndingKind, Long> endings,
        Usd costUsd,
        Estimate meanCostUsd,
        Estimate medianLatencyMs,
        Estimate p95LatencyMs,
        Estimate meanScore,
        Map<LabelSource, Long> labelSources,
        Estimate degradedShare,
        Estimate failedShare) {}
