package dev.tutti.sense.policy;

import java.util.List;
import java.util.Optional;

/**
 * Why a plan was chosen: every candidate, the targets that held, the policy's name, the router model's version
 * ({@code none} for the rule without a model), the prompt's cluster (-1 without one), and, while a release is rolled out,
 * which of two routers it was.
 */
public record Receipt(
        Targets targets,
        List<Candidate> candidates,
        String policy,
        String routerVersion,
        int cluster,
        Optional<Arm> arm) {
    /** The policy's name where the choice is covered by a certificate that holds. */
    public static final String CERTIFIED = "certified";
    /** Where no policy chose: the plan of the other of two routers, run in the background to be compared. */
    public static final String PAIRED = "paired";

    public Receipt {
        candidates = List.copyOf(candidates);
    }

    /** Of the one router there is. */
    public Receipt(Targets targets, List<Candidate> candidates, String policy, String routerVersion, int cluster) {
        this(targets, candidates, policy, routerVersion, cluster, Optional.empty());
    }

    /** The same, of one of two routers. */
    public Receipt with(Arm which) {
        return new Receipt(targets, candidates, policy, routerVersion, cluster, Optional.of(which));
    }
}
