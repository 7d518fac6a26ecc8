package dev.tutti.learning.insight;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.tutti.memory.outcome.CallStatus;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Usd;
import java.util.Map;

/**
 * How the calls of one model within requests went, whatever the strategy; latencies are of calls that ended well. Its
 * score is of the requests that it answered alone.
 */
@JsonNaming(SnakeCaseStrategy.class)
public record ModelInsight(
        ModelId model,
        long requests,
        long calls,
        Map<CallStatus, Long> statuses,
        Usd costUsd,
        Estimate meanCallCostUsd,
        Estimate medianLatencyMs,
        Estimate p95LatencyMs,
        Estimate meanScoreAlone) {}
