package dev.tutti.edge.bench;

import java.util.List;
import java.util.Map;

/** The fixed agreement rule that serves the wish best on the training prompts. */
final class BestAgreementRule implements Contender {
    static final String NAME = "agreement rule";

    private final Map<AgreementRule, Point> rules;

    BestAgreementRule(FixedPlans plans) {
        this.rules = plans.agreementRules();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Result run(Wish wish, List<RecordedPrompt> test) {
        AgreementRule best = rules.entrySet().stream()
                .reduce((a, b) -> wish.prefers(b.getValue(), a.getValue()) ? b : a)
                .orElseThrow()
                .getKey();
        return FixedPlans.outcomes(test, best::outcome);
    }
}
