package dev.tutti.serving.execution;

import dev.tutti.sense.budget.MonotonicClock;
import dev.tutti.serving.provider.ModelClient;
import dev.tutti.serving.trust.Quarantine;
import dev.tutti.words.catalogue.Catalogue;
import dev.tutti.words.chat.Tokens;
import dev.tutti.words.plan.WorstCase;
import java.util.Optional;

/** What every run works with. */
record Desk(
        ModelClient client,
        Catalogue catalogue,
        MonotonicClock clock,
        Patience patience,
        Overspend overspend,
        Quarantine quarantine,
        Hedges hedges,
        Sampling sampling,
        OpenLedgers ledgers,
        ExecutionSettings settings,
        Prompts prompts,
        Codes codes,
        TaskChecks checks,
        CallSpans spans) {
    /** For any task: what a decision goes by, which does not know the prompts. */
    static WorstCase worstCase(ExecutionSettings settings, Prompts prompts) {
        return worstCase(settings, prompts.longestAggregation());
    }

    WorstCase worstCase(Optional<String> task) {
        return worstCase(settings, prompts.aggregation(task));
    }

    private static WorstCase worstCase(ExecutionSettings settings, Tokens aggregationPrompt) {
        return new WorstCase(
                settings.promptSafetyFactor(), aggregationPrompt, new Tokens(settings.proposalCharacters()));
    }
}
