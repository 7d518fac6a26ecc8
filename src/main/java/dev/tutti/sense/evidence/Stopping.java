package dev.tutti.sense.evidence;

import dev.tutti.words.plan.StopRule;

/** Whether a cascade goes on: the same function live and in training. */
public final class Stopping {
    private Stopping() {}

    /**
     * Whether to go on after step {@code step} (from 0), given the evidence of the answers up to it. After the last step
     * of a regression there is nothing to go on to. {@link IllegalArgumentException} when the rule does not {@link #fits
     * fit}.
     */
    public static boolean goOn(StopRule rule, int step, Evidence evidence) {
        return switch (rule) {
            case StopRule.Agreement agreement -> evidence.agreeing() < agreement.answers();
            case StopRule.Regression regression -> goOn(regression, step, evidence);
        };
    }

    private static boolean goOn(StopRule.Regression rule, int step, Evidence evidence) {
        if (rule.evidenceVersion() != Evidence.VERSION) {
            throw new IllegalArgumentException(
                    "a stop rule weighs evidence of version " + Evidence.VERSION + ", was " + rule.evidenceVersion());
        }
        return step < rule.continuation().size()
                && rule.continuation().get(step).of(evidence.numbers()) > 0;
    }

    /** Whether the rule can weigh the evidence that this code gives: to be asked before a plan from elsewhere is run. */
    public static boolean fits(StopRule rule) {
        return switch (rule) {
            case StopRule.Agreement agreement -> true;
            case StopRule.Regression regression -> fits(regression);
        };
    }

    private static boolean fits(StopRule.Regression rule) {
        boolean fits = rule.evidenceVersion() == Evidence.VERSION;
        for (int step = 0; step < rule.continuation().size(); step++) {
            fits &= rule.continuation().get(step).weights().size() == Evidence.length(step + 1);
        }
        return fits;
    }
}
