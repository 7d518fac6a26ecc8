package dev.tutti.edge.bench;

import dev.tutti.sense.evidence.AnswerSketch;

/**
 * The SIMULATED susceptible aggregator: with that probability it repeats the adversary, the first and most confident of
 * those it is shown; else, and when it is not shown it, it answers with the plurality of what it is shown.
 */
record SusceptibleAggregator(double susceptibility) implements TrustContender {
    @Override
    public double score(PanelAnswers shown) {
        double counted = shown.plurality();
        return shown.hasAdversary()
                ? susceptibility * shown.members().getFirst().score() + (1 - susceptibility) * counted
                : counted;
    }

    /** What it says when the draw, uniform from 0 to 1, comes out like this. */
    AnswerSketch says(PanelAnswers shown, double draw) {
        return shown.hasAdversary() && draw < susceptibility
                ? shown.members().getFirst().sketch()
                : shown.leading();
    }
}
