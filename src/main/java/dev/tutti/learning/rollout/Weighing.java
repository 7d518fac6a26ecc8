package dev.tutti.learning.rollout;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Takes in, in the order in which they became known, how requests went while a release was rolled out, and weighs what
 * speaks against it. The same facts in the same order say the same. Not safe for threads.
 */
final class Weighing {
    private final Objections objections;
    private final Map<Harm, Sides> sides = new EnumMap<>(Harm.class);
    private final List<Double> differences = new ArrayList<>();
    private long requests;
    private long differing;

    Weighing(Objections objections) {
        this.objections = objections;
        for (Harm harm : Harm.values()) {
            sides.put(harm, new Sides());
        }
    }

    /** A request on which both decided; {@code alike}: on the same plan. */
    void decided(boolean alike) {
        requests++;
        differing += alike ? 0 : 1;
    }

    /** How a request went that chance gave to one of the two. */
    void went(boolean challenger, Went went) {
        match(Harm.FAILURES, challenger, went.failed() ? 1 : 0);
        went.cost().ifPresent(ratio -> match(Harm.COST, challenger, ratio));
        went.latency().ifPresent(ratio -> match(Harm.LATENCY, challenger, ratio));
    }

    /** The score of a request that chance gave to one of the two, and that chance picked for labelling. */
    void scored(boolean challenger, double score) {
        match(Harm.QUALITY, challenger, -score);
    }

    private void match(Harm harm, boolean challenger, double value) {
        Sides matched = sides.get(harm);
        if (matched != null) {
            matched.add(challenger, value).ifPresent(difference -> objections.add(harm, difference, 1));
        }
    }

    /** How both plans of a pair went. */
    void pair(Went challenger, Went champion) {
        objections.add(Harm.FAILURES, (challenger.failed() ? 1 : 0) - (champion.failed() ? 1 : 0), share());
        pair(Harm.COST, challenger.cost(), champion.cost());
        pair(Harm.LATENCY, challenger.latency(), champion.latency());
    }

    private void pair(Harm harm, OptionalDouble challenger, OptionalDouble champion) {
        if (challenger.isPresent() && champion.isPresent()) {
            objections.add(harm, challenger.getAsDouble() - champion.getAsDouble(), share());
        }
    }

    /** How good both answers of a pair were. */
    void pairScored(double challenger, double champion) {
        objections.add(Harm.QUALITY, champion - challenger, share());
        differences.add(challenger - champion);
    }

    /** The share of requests on which the two differ, as far as is known by now; never 0. */
    double share() {
        return (differing + 1.0) / (requests + 1.0);
    }

    Objections objections() {
        return objections;
    }

    /** Of each scored pair the challenger's score less the champion's. */
    List<Double> differences() {
        return List.copyOf(differences);
    }
}
