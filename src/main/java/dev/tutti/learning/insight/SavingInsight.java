package dev.tutti.learning.insight;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.tutti.words.chat.ModelId;
import java.util.Optional;

/**
 * What routing saved against always asking the strongest single model, and what it lost or won in score, measured on
 * audited requests: both plans ran on the same prompt. The strongest is the model of the highest mean label among the
 * audits' single plans.
 */
@JsonNaming(SnakeCaseStrategy.class)
public record SavingInsight(Optional<ModelId> strongest, Estimate savedShareOfCost, Estimate scoreDifference) {}
