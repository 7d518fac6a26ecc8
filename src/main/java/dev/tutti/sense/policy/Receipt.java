package dev.tutti.sense.policy;

import java.util.List;

/**
 * Why a plan was chosen: every candidate, the targets that held, the policy's name, the router model's version
 * ({@code none} for the rule without a model) and the prompt's cluster (-1 without one).
 */
public record Receipt(Targets targets, List<Candidate> candidates, String policy, String routerVersion, int cluster) {
    /** The policy's name where the choice is covered by a certificate that holds. */
    public static final String CERTIFIED = "certified";

    public Receipt {
        candidates = List.copyOf(candidates);
    }
}
