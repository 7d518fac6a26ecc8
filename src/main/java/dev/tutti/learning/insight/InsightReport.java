package dev.tutti.learning.insight;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.tutti.learning.drift.Drift;
import dev.tutti.words.catalogue.Origin;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What the log of a window says. {@code requests} are those of callers; audits and imported rows are counted apart and
 * enter no figure but the saving's. {@code origins}: how many requests were answered by live, replayed, simulated models.
 * {@code judges}: how far their word goes. {@code drift}: what drifts now, whatever the window.
 */
@JsonNaming(SnakeCaseStrategy.class)
public record InsightReport(
        Instant from,
        Instant until,
        long requests,
        long audits,
        long imported,
        Map<Origin, Long> origins,
        StrategyInsight all,
        List<StrategyInsight> strategies,
        List<ModelInsight> models,
        SavingInsight savingAgainstStrongest,
        JudgeInsight judges,
        List<Drift> drift) {
    public InsightReport {
        strategies = List.copyOf(strategies);
        models = List.copyOf(models);
        drift = List.copyOf(drift);
    }
}
