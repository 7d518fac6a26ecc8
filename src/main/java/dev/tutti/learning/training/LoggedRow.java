package dev.tutti.learning.training;

import dev.tutti.sense.evidence.AnswerSketch;
import dev.tutti.sense.evidence.Warrant;
import dev.tutti.sense.feature.Features;
import dev.tutti.sense.policy.Candidate;
import dev.tutti.sense.policy.Targets;
import dev.tutti.words.catalogue.Origin;
import dev.tutti.words.chat.ModelId;
import dev.tutti.words.chat.Tokens;
import dev.tutti.words.chat.Usd;
import dev.tutti.words.plan.Plan;
import java.time.Instant;
import java.util.List;

/**
 * What training looks at of a row of the log: a million of them are held at once, so nothing else. {@code considered}: on a
 * row that a policy chose, else nothing; {@code answered}: by the plan itself, not by a fallback; {@code prompt} and
 * {@code output}: of all calls together; {@code sketch} and {@code warrant}: of the answer given.
 */
record LoggedRow(
        String promptHash,
        Instant at,
        Features features,
        Plan plan,
        Origin origin,
        Targets targets,
        Considered considered,
        double propensity,
        boolean audit,
        boolean imported,
        boolean answered,
        Usd cost,
        List<Call> calls,
        Tokens prompt,
        Tokens output,
        AnswerSketch sketch,
        Warrant warrant) {
    LoggedRow {
        calls = List.copyOf(calls);
    }

    /** What was considered, unpacked anew with each asking. */
    List<Candidate> candidates() {
        return considered.candidates();
    }

    /** One sub-call. {@code own}: it answered the caller's prompt, not that of a later layer. */
    record Call(ModelId model, Tokens output, boolean own) {}
}
