package dev.tutti.learning.training;

/** Challenger against rival on the same prompts: paired differences of score and of cost, and the means behind them. */
final class Duel {
    private final PairedDifference score = PairedDifference.ofScores();
    private final PairedDifference cost = PairedDifference.ofCosts();
    private double weight;
    private double challengerScore;
    private double challengerCost;

    void add(ReplayedOutcome challenger, ReplayedOutcome rival, double by) {
        add(
                new Estimate(challenger.score(), challenger.cost().toDouble()),
                new Estimate(rival.score(), rival.cost().toDouble()),
                by);
    }

    void add(Estimate challenger, Estimate rival, double by) {
        score.add(challenger.score() - rival.score(), by);
        cost.addCosts(challenger.costUsd(), rival.costUsd(), by);
        weight += by;
        challengerScore += by * challenger.score();
        challengerCost += by * challenger.costUsd();
    }

    PairedDifference score() {
        return score;
    }

    PairedDifference cost() {
        return cost;
    }

    double challengerScore() {
        return weight == 0 ? 0 : challengerScore / weight;
    }

    double challengerCost() {
        return weight == 0 ? 0 : challengerCost / weight;
    }

    double rivalScore() {
        return challengerScore() - score.mean();
    }

    double rivalCost() {
        return challengerCost() - cost.mean();
    }
}
