package dev.tutti.serving.decision;

import dev.tutti.sense.policy.PolicyChoice;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.plan.CallForecast;
import dev.tutti.words.plan.Plan;
import dev.tutti.words.plan.Single;
import java.util.List;
import java.util.Map;

/** What was found for a question, before anything is explored. */
sealed interface Finding {
    /**
     * The policy has seen the candidates. {@code backup}: single models within the budgets, the best first;
     * {@code forecasts} of every model of the candidates and of the backup.
     */
    record Weighed(
            PolicyChoice choice,
            String policy,
            String version,
            int cluster,
            List<ModelId> backup,
            Map<ModelId, CallForecast> forecasts)
            implements Finding {
        public Weighed {
            backup = List.copyOf(backup);
            forecasts = Map.copyOf(forecasts);
        }

        /** The backup of a plan: asking the one model of a failed single plan once more is none. */
        List<ModelId> backupOf(Plan plan) {
            return backup.stream().filter(m -> !plan.equals(new Single(m))).toList();
        }
    }

    /** There was nothing to weigh; {@code message} names the field, its value and what would be needed. */
    record NoCandidate(Verdict.Reason reason, String message) implements Finding {}
}
