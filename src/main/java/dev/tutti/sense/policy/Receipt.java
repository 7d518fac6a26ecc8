package dev.tutti.sense.policy;

import dev.tutti.sense.budget.Pace;
import dev.tutti.words.chat.Usd;
import java.util.List;
import java.util.Optional;

/**
 * Why a plan was chosen: every candidate, the targets that held, the policy's name, the router model's version
 * ({@code none} for the rule without a model), the prompt's cluster (-1 without one), while a release is rolled out which
 * of two routers it was, and how the pacing of a paced key stood when the request had ended.
 */
public record Receipt(
        Targets targets,
        List<Candidate> candidates,
        String policy,
        String routerVersion,
        int cluster,
        Optional<Arm> arm,
        Optional<Pace> pace) {
    /** The policy's name where the choice is covered by a certificate that holds. */
    public static final String CERTIFIED = "certified";
    /** Where no policy chose: the plan of the other of two routers, run in the background to be compared. */
    public static final String PAIRED = "paired";

    /** Where no policy chose: a newcomer's answer beside that of the plan that served. */
    public static final String ANCHOR = "anchor";

    /** The policy's name where a newcomer was drawn to serve, so that it gets known. */
    public static final String NEWCOMER = "newcomer";

    /** Where no policy chose: an answer that was given before is given again. */
    public static final String CACHED = "cached";

    public Receipt {
        candidates = List.copyOf(candidates);
    }

    /** Of the one router there is, telling of no pacing. */
    public Receipt(Targets targets, List<Candidate> candidates, String policy, String routerVersion, int cluster) {
        this(targets, candidates, policy, routerVersion, cluster, Optional.empty(), Optional.empty());
    }

    /** The same, of one of two routers. */
    public Receipt with(Arm which) {
        return new Receipt(targets, candidates, policy, routerVersion, cluster, Optional.of(which), pace);
    }

    /** The same, telling of it. */
    public Receipt telling(Optional<Pace> stood) {
        return new Receipt(targets, candidates, policy, routerVersion, cluster, arm, stood);
    }

    /** What the request costs, over all that chance might have run on it. */
    public Usd expectedCost() {
        double picos = 0;
        for (Candidate candidate : candidates) {
            picos += candidate.propensity() * candidate.forecast().cost().picos();
        }
        return new Usd(Math.round(picos));
    }
}
