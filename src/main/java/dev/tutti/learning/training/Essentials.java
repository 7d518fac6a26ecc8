package dev.tutti.learning.training;

import dev.tutti.memory.outcome.OutcomeRow;
import dev.tutti.sense.policy.Candidate;
import dev.tutti.sense.policy.Prediction;
import dev.tutti.sense.policy.QualityBasis;
import dev.tutti.sense.policy.Receipt;
import dev.tutti.words.plan.Plan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What training keeps of the rows of one log, so that a large log fits beside a service: of the candidates those of rows
 * that a policy chose, without what was predicted and why they were rejected (a challenger predicts anew), and of equal
 * plans and versions one. For one thread.
 */
final class Essentials {
    private static final Prediction FORGOTTEN = new Prediction(0, 0, 1, QualityBasis.PRIOR);

    private final Map<Plan, Plan> plans = new HashMap<>();
    private final Map<String, String> words = new HashMap<>();

    OutcomeRow of(OutcomeRow row) {
        return new OutcomeRow(
                row.id(),
                row.auditOf(),
                row.at(),
                row.key(),
                row.session(),
                row.promptHash(),
                row.features(),
                receipt(row),
                one(row.plan()),
                row.propensity(),
                row.explored(),
                row.origin(),
                row.calls(),
                row.sketch(),
                row.ending(),
                row.degraded(),
                row.cost(),
                row.latency(),
                one(row.catalogueVersion()));
    }

    private Receipt receipt(OutcomeRow row) {
        Receipt whole = row.receipt();
        boolean chosen = row.auditOf().isEmpty() && !row.imported();
        List<Candidate> kept =
                chosen ? whole.candidates().stream().map(this::candidate).toList() : List.of();
        return new Receipt(whole.targets(), kept, one(whole.policy()), one(whole.routerVersion()), whole.cluster());
    }

    private Candidate candidate(Candidate whole) {
        return new Candidate(one(whole.plan()), FORGOTTEN, whole.forecast(), Optional.empty(), whole.propensity());
    }

    private Plan one(Plan plan) {
        Plan known = plans.putIfAbsent(plan, plan);
        return known == null ? plan : known;
    }

    private String one(String word) {
        String known = words.putIfAbsent(word, word);
        return known == null ? word : known;
    }
}
